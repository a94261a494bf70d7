package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jilian.archive.ArchiveOrder;
import org.jilian.certificate.IssueOrder;
import org.jilian.duplicates.Decide;
import org.jilian.record.Digest;
import org.jilian.record.RecordId;
import org.jilian.record.Stream;

/** What an operator may ask of a node. The answers are documents, the same whether the node runs or not. */
public interface Desk extends AutoCloseable {
    /** How the node stands: directory, records, links, imports, and what a person should do. */
    ObjectNode status();

    /** Every version of a record held here, where its evidence lies, who signed it and who has receipted it. */
    ObjectNode trace(RecordId id);

    /** A proof of the current version for somebody who has the root certificate and nothing else. */
    ObjectNode proof(RecordId id);

    /** Takes a file in; what became of it. */
    ObjectNode takeIn(Order order, Progress progress);

    /** What taking a file in would come to; nothing is written but the error spreadsheet. */
    ObjectNode preview(Order order, Progress progress);

    /** Authors records, an array of drafts; what became of each, in their order. */
    ObjectNode author(JsonNode drafts);

    /** Takes a step of a workflow with a record that this node holds. @param change fields of its content */
    ObjectNode step(RecordId id, String name, ObjectNode change);

    /** Issues hour certificates; how many, and who has to be looked at. */
    ObjectNode issue(IssueOrder order, Progress progress);

    /** Takes back a certificate that this node has issued. */
    ObjectNode revokeCertificate(String serial, String reason);

    /** Writes a certificate that this node holds as a page to print. */
    ObjectNode printCertificate(String serial, Path out);

    /** What a certificate's paper comes to: the text of its QR code, its proof file or its PDF. */
    ObjectNode verifyCertificate(byte[] paper);

    /** Takes in the directory's newer versions from a file. */
    ObjectNode install(Path bundle);

    /** Copies the SQLite database into a new file while the node goes on. */
    ObjectNode backUp(Path copy);

    /** Writes a retained input file, decrypted, into a new file that its owner alone may read. */
    ObjectNode giveBack(Digest file, Path out);

    /** An operator's word that what others hold of an own ledger is lost for good: it goes on where this node stands. */
    ObjectNode waive(Stream ledger);

    /** Yearly reports, comparisons, samples and draws: what the order's {@code what} says. */
    ObjectNode statistics(ObjectNode order);

    /** Tokens of the HTTP interface, issued, listed or revoked: what the order's {@code what} says. */
    ObjectNode tokens(ObjectNode order);

    /** All that the node holds about one person; the look-up is audited first. */
    ObjectNode archive(ArchiveOrder order);

    /** Looks for records of one person or institution; the proposals that no person has decided upon yet, masked. */
    ObjectNode duplicates(boolean persons, boolean institutions);

    /** A person's word on a proposal. @param same whether they are one */
    ObjectNode decide(boolean same, Decide.Word word);

    /** A person's word that a merger was wrong. @param merged the record that was merged away */
    ObjectNode undoMerger(RecordId merged, String who, String reason);

    /** Rows that were refused: looked for, shown, tried again, put aside. */
    ObjectNode quarantine(QuarantineOrder order, Progress progress);

    @Override
    void close();

    /**
     * The desk of a running node over its socket, or else of the node opened here, under its lock: two processes never
     * write one ledger.
     */
    static Desk of(NodeHome home, java.time.Clock clock) {
        return RemoteDesk.find(home).<Desk>map(desk -> desk).orElseGet(() -> LocalDesk.open(home, clock));
    }
}
