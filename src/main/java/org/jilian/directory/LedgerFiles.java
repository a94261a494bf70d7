package org.jilian.directory;

import java.util.function.Function;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/** What operators write seldom: subject keys, revocations and resets. Commands write these files as well. */
final class LedgerFiles {
    private LedgerFiles() {}

    static SubjectKey subjectKey(Yaml file) {
        file.only("epoch", "part", "not-before", "wrapped");
        return file.checked(() -> new SubjectKey(
                file.required("epoch").as(Yaml::integer),
                file.required("part").as(Yaml::integer),
                file.required("not-before").as(Fields::instant),
                file.required("wrapped").as(Function.identity())));
    }

    static Revocation revocation(Yaml file) {
        file.only("fingerprint", "node", "at", "reason", "ledgers");
        NodeId node = file.required("node").as(NodeId::new);
        String reason = file.required("reason").as(Function.identity());
        return new Revocation(
                file.required("fingerprint").as(Digest::parse),
                node,
                file.required("at").as(Fields::instant),
                reason,
                file.items("ledgers").stream()
                        .map(ledger -> {
                            ledger.only("stream", "last-good", "new-epoch");
                            return reset(ledger, node, reason);
                        })
                        .toList());
    }

    static Reset reset(Yaml file) {
        file.only("origin", "stream", "last-good", "new-epoch", "reason");
        return reset(
                file,
                file.required("origin").as(NodeId::new),
                file.required("reason").as(Function.identity()));
    }

    private static Reset reset(Yaml yaml, NodeId origin, String reason) {
        return new Reset(
                origin,
                yaml.required("stream").as(Stream::parse),
                lastGood(yaml.required("last-good")),
                yaml.required("new-epoch").as(Yaml::integer),
                reason);
    }

    private static LastGood lastGood(Yaml yaml) {
        yaml.only("epoch", "sequence", "header");
        return yaml.checked(() -> new LastGood(
                yaml.required("epoch").as(Yaml::integer),
                yaml.required("sequence").as(Yaml::number),
                yaml.optional("header").map(header -> header.as(Digest::parse))));
    }
}
