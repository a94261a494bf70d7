package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jilian.directory.Directory;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.ParcelBody;
import org.jilian.ledger.Place;
import org.jilian.ledger.Proof;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Proofs;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Proofs of predecessors (前序证明): a record that was handed on may continue versions whose ledgers are not for this node.
 * It waits; at leisure the neighbours it came from are asked for proof of what it continues, one version back at a time.
 *
 * <p>Who may ask is whoever is in reach of any version of that record: being handed a record entitles to its past. What
 * is taken is what a version waiting here names as its predecessor, and nothing else; its signature, place and form are
 * judged as a parcel's record's are. Nothing of this is remembered: a question or answer that is lost is asked again.
 */
final class Predecessors {
    /** Versions asked for at once. */
    private static final int AT_ONCE = 100;
    /** In bytes; answers beyond it come when they are asked for again. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final Self self;
    private final Database database;
    private final Directories directories;
    private final Inspect inspect;
    private final References references;
    private String askedLast = "";

    Predecessors(Self self, Database database, Directories directories, Inspect inspect, References references) {
        this.self = self;
        this.database = database;
        this.directories = directories;
        this.inspect = inspect;
        this.references = references;
    }

    /** Questions for some of the versions that wait; the next call goes on with the next ones. */
    synchronized List<Envelope> ask() {
        List<RecordVersion> waiting = database.read(tx -> Versions.awaitingPredecessor(
                tx, askedLast, AT_ONCE, self.suite().hash()));
        askedLast =
                waiting.size() < AT_ONCE ? "" : waiting.get(AT_ONCE - 1).id().toString();
        return questions(waiting);
    }

    private List<Envelope> questions(List<RecordVersion> waiting) {
        Map<NodeId, ArrayNode> byNeighbour = new TreeMap<>();
        Directory directory = directories.current();
        for (RecordVersion version : waiting) {
            Set<NodeId> from = new TreeSet<>();
            version.streams()
                    .forEach(stream -> from.addAll(
                            directory.reach(version.author(), stream).previousHops(self.node())));
            for (NodeId neighbour : from) {
                byNeighbour
                        .computeIfAbsent(neighbour, unused -> JsonNodeFactory.instance.arrayNode())
                        .addObject()
                        .put("digest", version.previous().orElseThrow().toString())
                        .put("id", version.id().toString());
            }
        }
        List<Envelope> envelopes = new ArrayList<>();
        byNeighbour.forEach((neighbour, wanted) -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.set("records", wanted);
            envelopes.add(
                    new Envelope(neighbour, new Message(Message.Type.PROOF_REQUEST, CanonicalJson.write(document))));
        });
        return envelopes;
    }

    /** Proofs of what is held, for whoever is in reach of it. */
    Said answer(NodeId asker, byte[] body) {
        JsonNode wanted = CanonicalJson.read(body).path("records");
        if (!wanted.isArray() || wanted.size() > AT_ONCE) {
            throw new MalformedException("request for proofs", "at most " + AT_ONCE + " records", wanted.size() + "");
        }
        List<byte[]> proofs = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        database.read(tx -> {
            int bytes = 0;
            for (JsonNode each : wanted) {
                RecordId id = RecordId.parse(each.path("id").asText());
                Digest digest = Digest.parse(each.path("digest").asText());
                Optional<Proof> proof = bytes > MOST_BYTES ? Optional.empty() : prove(tx, asker, id, digest, refusals);
                if (proof.isPresent()) {
                    byte[] document = proof.get().frame();
                    bytes += document.length;
                    proofs.add(document);
                }
            }
            return true;
        });
        List<Envelope> answers = proofs.isEmpty()
                ? List.of()
                : List.of(new Envelope(asker, new Message(Message.Type.PROOFS, Frame.join(proofs))));
        return new Said(answers, refusals, Set.of());
    }

    private Optional<Proof> prove(Transaction tx, NodeId asker, RecordId id, Digest digest, List<Refusal> refusals)
            throws SQLException {
        List<Versions.Held> held = Versions.of(tx, List.of(id), self.suite().hash());
        boolean entitled = held.stream().map(Versions.Held::version).anyMatch(version -> isInReach(version, asker));
        if (!held.isEmpty() && !entitled) {
            refusals.add(new Refusal(RefusalCode.NOT_ENTITLED_TO_ASK, asker + " is not in reach of " + id));
        }
        Optional<Versions.Held> wanted = held.stream()
                .filter(each -> each.version().digest().equals(digest))
                .findFirst();
        return entitled && wanted.isPresent()
                ? Prove.version(tx, wanted.get(), self.suite().hash())
                : Optional.empty();
    }

    private boolean isInReach(RecordVersion version, NodeId node) {
        return version.streams().stream()
                .anyMatch(stream ->
                        directories.current().reach(version.author(), stream).contains(node));
    }

    /** Takes in what versions waiting here continue; what they still wait for after that is asked for at once. */
    Said take(byte[] body) {
        List<Refusal> refusals = new ArrayList<>();
        Set<Long> restated = new TreeSet<>();
        List<RecordVersion> furtherBack = new ArrayList<>();
        List<byte[]> frames = Frame.split(body);
        if (frames.size() > AT_ONCE) {
            throw new MalformedException("proofs", "at most " + AT_ONCE, frames.size() + "");
        }
        for (byte[] each : frames) {
            Proof proof = Proof.ofFrame(each);
            Optional<Refusal> refusal = database.write(tx -> take(tx, proof, each, restated, furtherBack));
            refusal.ifPresent(refusals::add);
        }
        return new Said(questions(furtherBack), refusals, restated);
    }

    private Optional<Refusal> take(
            Transaction tx, Proof proof, byte[] document, Set<Long> restated, List<RecordVersion> furtherBack)
            throws SQLException {
        Directory directory = directories.current();
        Proof.Checked checked = proof.check(self.suite());
        if (checked instanceof Proof.Checked.Broken broken) {
            return Optional.of(broken.refusal());
        }
        Proof.Checked.Holds holds = (Proof.Checked.Holds) checked;
        RecordVersion version = holds.record();
        List<Versions.Held> held =
                Versions.of(tx, List.of(version.id()), self.suite().hash());
        if (held.stream().anyMatch(each -> each.version().equals(version))) {
            return Optional.empty();
        }
        if (held.stream().noneMatch(each -> each.version().previous().equals(Optional.of(version.digest())))) {
            return Optional.of(new Refusal(RefusalCode.NOT_ASKED_FOR, version + " continues nothing that waits here"));
        }
        Optional<Refusal> unfounded = unfounded(tx, proof, holds, directory);
        if (unfounded.isPresent()) {
            return unfounded;
        }
        Place place = holds.header().place();
        ParcelBody alone = new ParcelBody(List.of(proof.record()), List.of(version.digest()));
        if (inspect.all(
                                alone,
                                place.ledger(),
                                directories.descriptions().asOf(holds.header().directory()))
                        .get(0)
                instanceof Prepared.Unsound unsound) {
            return Optional.of(unsound.refusal());
        }
        Proofs.put(tx, new Proofs.Stored(version.id(), version.digest(), place, document), self.now());
        Apply.Result applied =
                new Apply(tx, self.suite().hash(), new Entitlements(directory), self.now()).proved(version);
        references.look(tx, applied.current(), directory);
        restated.addAll(applied.restated());
        if (version.previous().isPresent() && !new Entitlements(directory).mayStart(version)) {
            furtherBack.add(version);
        }
        return Optional.empty();
    }

    /** Signed by whom it names, under this federation's directory; under a revoked key only with its header in a ledger. */
    private Optional<Refusal> unfounded(Transaction tx, Proof proof, Proof.Checked.Holds holds, Directory directory)
            throws SQLException {
        Header header = holds.header();
        if (!header.federation().equals(directory.federation())) {
            return Optional.of(new Refusal(RefusalCode.OTHER_FEDERATION, header.federation()));
        }
        Digest digest = Header.digest(proof.header(), self.suite().hash());
        boolean revoked = holds.signers().stream()
                .anyMatch(signer -> directory.revocation(signer.certificate()).isPresent());
        if (revoked && !isHeld(tx, header.place(), digest)) {
            return Optional.of(new Refusal(
                    RefusalCode.CERTIFICATE_REVOKED,
                    "a lone proof under a revoked key: ask "
                            + header.place().ledger().origin()));
        }
        if (directories.descriptions().asOf(header.directory()).hadExpired(header.sealedAt())) {
            return Optional.of(new Refusal(
                    RefusalCode.DIRECTORY_EXPIRED,
                    "sealed at " + header.sealedAt() + " under version " + header.directory()
                            + ", which had expired by then"));
        }
        return new Origin(self.suite(), directory).checkParcel(header, digest, proof.header(), proof.signature());
    }

    private static boolean isHeld(Transaction tx, Place place, Digest header) throws SQLException {
        Optional<Ledgers.Position> position = Ledgers.find(tx, place.ledger());
        return position.isPresent()
                && Parcels.digest(tx, new Parcels.Key(position.get().n(), place.epoch(), place.sequence()))
                        .equals(Optional.of(header));
    }
}
