package org.jilian.broker;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jilian.record.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A child may send to its own {@code up} queue and read its own {@code down} queue, and nothing else; the node itself may
 * send and read everywhere from inside its JVM. Whatever is not named here is denied. A child is who its TLS certificate
 * says by the newest directory: user names and passwords from outside count for nothing.
 */
final class ChildAccess implements ActiveMQSecurityManager5 {
    private static final String OURSELVES = "self";
    private static final Set<CheckType> OWN_RIGHTS =
            Set.of(CheckType.SEND, CheckType.CONSUME, CheckType.BROWSE, CheckType.VIEW);

    private final Neighbourhood neighbourhood;
    private final Predicate<NodeId> open;
    private final String ownPassword;

    /** @param open whether a child's link is open, that is, not paused by an operator */
    ChildAccess(Neighbourhood neighbourhood, Predicate<NodeId> open, String ownPassword) {
        this.neighbourhood = neighbourhood;
        this.open = open;
        this.ownPassword = ownPassword;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        if (connection == null) {
            return null;
        }
        if (connection.getTransportConnection() instanceof InVMConnection) {
            return OURSELVES.equals(user) && ownPassword.equals(password) ? subject(OURSELVES) : null;
        }
        return child(connection).map(child -> subject(child.value())).orElse(null);
    }

    /** The child at the other end of a connection: its certificate is known, it is a child now, its link is open. */
    Optional<NodeId> child(RemotingConnection connection) {
        X509Certificate @Nullable [] chain = CertificateUtil.getCertsFromConnection(connection);
        if (chain == null || chain.length == 0) {
            return Optional.empty();
        }
        return neighbourhood.nodeOf(chain[0]).filter(this::mayConnect);
    }

    boolean mayConnect(NodeId node) {
        return neighbourhood.children().contains(node) && open.test(node);
    }

    @Override
    public boolean authorize(@Nullable Subject subject, Set<Role> roles, CheckType check, String address) {
        if (subject == null) {
            return false;
        }
        return subject.getPrincipals(UserPrincipal.class).stream()
                .map(UserPrincipal::getName)
                .anyMatch(user -> OURSELVES.equals(user) ? OWN_RIGHTS.contains(check) : childMay(user, check, address));
    }

    private static boolean childMay(String child, CheckType check, String address) {
        ChildQueues own = new ChildQueues(NodeId.of(child));
        return switch (check) {
            case SEND -> address.equals(own.up());
            // Artemis asks about a consumer with the queue's fully qualified name, address::queue
            case CONSUME -> address.equals(own.down()) || address.equals(own.down() + "::" + own.down());
            default -> false;
        };
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        throw new UnsupportedOperationException("Artemis asks authenticate(…) of a security manager of generation 5");
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
        throw new UnsupportedOperationException("Artemis asks authorize(…) of a security manager of generation 5");
    }

    private static Subject subject(String name) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(Objects.requireNonNull(name)));
        return subject;
    }

    static String ownUser() {
        return OURSELVES;
    }
}
