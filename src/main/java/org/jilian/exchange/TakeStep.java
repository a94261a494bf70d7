package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jilian.directory.Directory;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Workflow;
import org.jilian.rules.Steps;
import org.jilian.store.Transaction;
import org.jilian.store.Turns;
import org.jilian.store.Versions;

/**
 * Takes a step (办理环节) with a record that this node holds: the next version, in the state that the step leads to and
 * with the holder it names. What is refused here, every other node would refuse as well, by {@link Steps}.
 */
final class TakeStep {
    private final Self self;
    private final Revise revise;
    private final Directory directory;

    TakeStep(Self self, Revise revise, Directory directory) {
        this.self = self;
        this.revise = revise;
        this.directory = directory;
    }

    /** @param change fields of the content that are different from now on */
    Authored take(Transaction tx, RecordId id, String name, ObjectNode change) throws SQLException {
        Turns.take(tx, List.of(id));
        Optional<Versions.Held> held = Versions.current(tx, id, self.suite().hash());
        if (held.isEmpty()) {
            return refused(RefusalCode.PREDECESSOR_MISSING, "no version of " + id + " is held");
        }
        Optional<Steps> steps = new Entitlements(directory).steps(id.kind());
        if (steps.isEmpty()) {
            return refused(RefusalCode.STEP, "records of kind " + id.kind() + " have no workflow");
        }
        RecordVersion before = held.get().version();
        ObjectNode after = before.content().deepCopy();
        after.setAll(change);
        Optional<Workflow.Step> step = steps.get().named(name, before.status(), self.node(), after);
        if (step.isEmpty()) {
            return refused(RefusalCode.STEP, noStep(name, before, steps.get(), after));
        }
        NodeId firstAuthor = id.firstAuthor();
        Move.Possible possible = Move.of(
                step.get(), self.node(), firstAuthor, before.streams().get(0).channel(), after, directory);
        if (possible.refusal().isPresent()) {
            return new Authored.Refused(possible.refusal().get());
        }
        Move move = possible.move().orElseThrow();
        return revise.revise(
                tx,
                id,
                new Revision(
                        Optional.of(move.holder()), Optional.of(move.status()), Optional.of(after), move.further()));
    }

    private String noStep(String name, RecordVersion before, Steps steps, ObjectNode content) {
        String possible = steps.possible(before.status(), self.node(), content).stream()
                .map(each -> "'" + each.name() + "' to '" + each.to() + "'")
                .collect(Collectors.joining(", "));
        return self.node() + " may not take the step '" + name + "' with a record in state '" + before.status()
                + "'; it may take: " + (possible.isEmpty() ? "none" : possible);
    }

    private static Authored refused(RefusalCode code, String detail) {
        return new Authored.Refused(new Refusal(code, detail));
    }
}
