package org.jilian.broker;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;
import org.jspecify.annotations.Nullable;

/**
 * Artemis takes its TLS contexts from here, so private keys are never written into a key store file and the directory's
 * pin is asked at each handshake. Artemis finds this class by its service loader and knows a context only by name, hence
 * the one table for the whole JVM; names are random, a demo has nine nodes in it.
 */
public final class PinnedTls extends DefaultSSLContextFactory {
    private static final Map<String, Supplier<SSLContext>> CONTEXTS = new ConcurrentHashMap<>();
    private static final int BEFORE_ARTEMIS_OWN = 100;

    /** Asked once for an acceptor's life, but anew for every connection of a connector: those never resume a session. */
    static String register(Supplier<SSLContext> context) {
        String name = "jilian-" + UUID.randomUUID();
        CONTEXTS.put(name, context);
        return name;
    }

    static void forget(String name) {
        CONTEXTS.remove(name);
    }

    @Override
    public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> options) throws Exception {
        @Nullable Object name = options.get(TransportConstants.SSL_CONTEXT_PROP_NAME);
        if (name == null) {
            return super.getSSLContext(config, options);
        }
        @Nullable Supplier<SSLContext> context = CONTEXTS.get(name.toString());
        if (context == null) {
            throw new IllegalStateException("TLS context " + name + " should be registered, but its link was closed");
        }
        return context.get();
    }

    @Override
    public int getPriority() {
        return BEFORE_ARTEMIS_OWN;
    }
}
