package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.archive.ArchiveOrder;
import org.jilian.certificate.IssueOrder;
import org.jilian.duplicates.Decide;
import org.jilian.intake.ZipMembers;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;
import org.jilian.record.Draft;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.Stream;
import org.jilian.route.Connections;
import org.jilian.route.Neighbours;
import org.jilian.route.Platforms;
import org.jspecify.annotations.Nullable;

/** The desk in the process that has the node open; one file is taken in at a time. */
public final class LocalDesk implements Desk {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final OpenNode node;
    private volatile @Nullable Neighbours neighbours;
    private volatile @Nullable Connections connections;
    private volatile Runnable wake = () -> {};

    LocalDesk(OpenNode node) {
        this.node = node;
    }

    /** The desk of a node that does not run. */
    public static LocalDesk open(NodeHome home, Clock clock) {
        return new LocalDesk(OpenNode.open(home, clock));
    }

    /** From now on there are links, and a turn comes at once when it is asked for. */
    void served(Neighbours links, Connections platforms, Runnable turn) {
        neighbours = links;
        connections = platforms;
        wake = turn;
    }

    /** A turn comes at once, if the node is served. */
    void wake() {
        wake.run();
    }

    @Override
    public ObjectNode status() {
        return new StatusReport(node, Optional.ofNullable(neighbours), Optional.ofNullable(connections)).document();
    }

    @Override
    public ObjectNode trace(RecordId id) {
        return new RecordTrace(node).of(id);
    }

    @Override
    public ObjectNode proof(RecordId id) {
        return new ProofExport(node).of(id);
    }

    @Override
    public synchronized ObjectNode takeIn(Order order, Progress progress) {
        FileImport files = new FileImport(node, wake);
        return isArchive(order.file())
                ? new ArchiveImport(node, files).run(order, progress)
                : files.run(order, progress);
    }

    private static boolean isArchive(Path file) {
        try {
            return ZipMembers.isArchive(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized ObjectNode preview(Order order, Progress progress) {
        return new FileImport(node, wake).preview(order, progress);
    }

    @Override
    public ObjectNode author(JsonNode drafts) {
        LocalDate today = LocalDate.ofInstant(node.clock().instant(), CHINA);
        String division = node.directory()
                .node(node.node())
                .flatMap(self -> self.jurisdiction().codeOn(today))
                .orElse(node.node().value());
        List<Draft> all = new ArrayList<>();
        drafts.forEach(draft -> all.add(DraftForm.read(draft, division, today)));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode records = answer.putArray("records");
        node.exchange().author(all).forEach(authored -> records.add(AuthoredForm.of(authored)));
        wake.run();
        return answer;
    }

    @Override
    public ObjectNode step(RecordId id, String name, ObjectNode change) {
        ObjectNode answer = AuthoredForm.of(node.exchange().step(id, name, change));
        wake.run();
        return answer;
    }

    @Override
    public synchronized ObjectNode issue(IssueOrder order, Progress progress) {
        ObjectNode report = new Certifying(node).issue(order, done -> {
            wake.run();
            progress.rows(done);
        });
        wake.run();
        return report;
    }

    @Override
    public ObjectNode revokeCertificate(String serial, String reason) {
        ObjectNode answer = new Certifying(node).revoke(serial, reason);
        wake.run();
        return answer;
    }

    @Override
    public ObjectNode printCertificate(String serial, Path out) {
        return new PrintedCertificate(node).print(serial, out);
    }

    @Override
    public ObjectNode verifyCertificate(byte[] paper) {
        return new Certifying(node).verify(paper);
    }

    @Override
    public ObjectNode install(Path bundle) {
        int version = node.install(DirectoryBundle.read(bundle));
        wake.run();
        return JsonNodeFactory.instance.objectNode().put("version", version);
    }

    @Override
    public ObjectNode backUp(Path copy) {
        try {
            node.database().backUp(copy);
        } catch (UnsupportedOperationException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()), e);
        }
        return JsonNodeFactory.instance.objectNode().put("file", copy.toString());
    }

    /**
     * Asks a platform once, as its route does.
     *
     * @return what came of it, or empty if there was nothing
     * @throws WrongUseException if there is no such connection, or a mistake in it
     */
    public synchronized Optional<String> ask(String connection) {
        Platforms.Described described = new NodeConnections(node, this)
                .now().stream()
                        .filter(each -> each.name().equals(connection))
                        .findFirst()
                        .orElseThrow(() -> new WrongUseException("there should be a connection " + connection + " in "
                                + node.home().connections() + ", but there is none"));
        try {
            return described
                    .connection()
                    .orElseThrow(() -> new WrongUseException(described.mistake()))
                    .ask();
        } catch (IOException e) {
            throw new UncheckedIOException("connection " + connection + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #takeIn}, one at a time. */
    synchronized Digest keep(Path file) {
        return new FileImport(node, wake).keep(Order.of(file, "zh"));
    }

    NodeId node() {
        return node.node();
    }

    @Override
    public ObjectNode giveBack(Digest file, Path out) {
        long size = new KeptFile(node).into(file, out);
        return JsonNodeFactory.instance.objectNode().put("file", out.toString()).put("bytes", size);
    }

    @Override
    public ObjectNode waive(Stream ledger) {
        LedgerId own = new LedgerId(node.node(), ledger);
        if (!node.exchange().recovering().contains(own)) {
            throw new WrongUseException(own + " should be waiting for what others hold of it, but is not; waiting are "
                    + node.exchange().recovering());
        }
        node.exchange().waive(own);
        wake.run();
        return JsonNodeFactory.instance.objectNode().put("waived", own.toString());
    }

    @Override
    public ObjectNode statistics(ObjectNode order) {
        ObjectNode answer = new Counting(node).run(order);
        wake.run();
        return answer;
    }

    @Override
    public ObjectNode tokens(ObjectNode order) {
        return new TokenBook(node).run(order);
    }

    @Override
    public ObjectNode archive(ArchiveOrder order) {
        return new Archiving(node).of(order);
    }

    @Override
    public synchronized ObjectNode duplicates(boolean persons, boolean institutions) {
        return new Deduplicating(node).look(persons, institutions);
    }

    @Override
    public ObjectNode decide(boolean same, Decide.Word word) {
        ObjectNode answer = new Deduplicating(node).decide(same, word);
        wake.run();
        return answer;
    }

    @Override
    public ObjectNode undoMerger(RecordId merged, String who, String reason) {
        ObjectNode answer = new Deduplicating(node).undo(merged, who, reason);
        wake.run();
        return answer;
    }

    @Override
    public ObjectNode quarantine(QuarantineOrder order, Progress progress) {
        Quarantining quarantining = new Quarantining(node, wake);
        if (order.what().isLooking()) {
            return quarantining.run(order, progress);
        }
        synchronized (this) {
            return quarantining.run(order, progress);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
