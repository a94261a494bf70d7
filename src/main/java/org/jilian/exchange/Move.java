package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.jilian.directory.Directory;
import org.jilian.record.Channel;
import org.jilian.record.NodeId;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;
import org.jilian.record.Workflow;

/** What a step of a workflow (办理环节) means when one certain node takes it: the state, who holds the record then, and where it goes. */
record Move(String status, NodeId holder, Set<Stream> further) {
    /** Either a move, or why there is none. */
    record Possible(Optional<Move> move, Optional<Refusal> refusal) {}

    static Possible of(
            Workflow.Step step,
            NodeId self,
            NodeId firstAuthor,
            Channel channel,
            JsonNode content,
            Directory directory) {
        Optional<NodeId> holder =
                switch (step.hands().to()) {
                    case SELF -> Optional.of(self);
                    case AUTHOR -> Optional.of(firstAuthor);
                    case PARENT -> directory.parents(self).stream().findFirst();
                    case NAMED ->
                        step.hands()
                                .named(content)
                                .filter(node -> directory.node(node).isPresent());
                };
        Set<Stream> further = step.publishes() ? Set.of(new Stream(Stream.Direction.BELOW, self, channel)) : Set.of();
        return holder.map(node -> new Possible(Optional.of(new Move(step.to(), node, further)), Optional.empty()))
                .orElseGet(() -> new Possible(
                        Optional.empty(),
                        Optional.of(new Refusal(
                                RefusalCode.STEP,
                                "step '" + step.name() + "' of " + self + " hands the record to '"
                                        + step.hands().word() + "', but the directory knows no such node"))));
    }
}
