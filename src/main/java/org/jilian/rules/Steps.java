package org.jilian.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jilian.record.Workflow;

/**
 * Whether a version of a record is a step (办理环节) that its kind's workflow allows: a pure function of this version, the
 * one before and the levels of the nodes, so that every node comes to the same judgement, and an approval by a level that
 * may not approve counts nowhere.
 *
 * <p>Who holds the record, and so may author at all, is judged elsewhere; here only what that author may make of it. A
 * version of the same state is a correction by its holder, which keeps it; what decides which level approves is no mistake
 * that a correction mends.
 *
 * @param levelOf what the directory says of a node; a node of no level takes no step
 */
public record Steps(Workflow workflow, Function<NodeId, Optional<Level>> levelOf) {
    /** Why a first version may not begin like this, if it may not. */
    public Optional<String> beginning(RecordVersion first) {
        return step(Workflow.START, Optional.empty(), first);
    }

    /** Why a version may not follow the one before, if it may not. */
    public Optional<String> following(RecordVersion before, RecordVersion next) {
        if (!before.status().equals(next.status())) {
            return step(before.status(), Optional.of(before), next);
        }
        if (published(Optional.of(before), next)) {
            return Optional.of("it stays '" + next.status() + "', but goes to " + next.author()
                    + "'s whole subtree from now on, which only a step may do");
        }
        Set<String> decisive = new TreeSet<>(changed(before.content(), next.content()));
        decisive.retainAll(conditions());
        if (!decisive.isEmpty()) {
            return Optional.of("it stays '" + next.status() + "', but changes " + decisive
                    + ", which says whose it is to decide: only a step may change that");
        }
        return next.holder().equals(next.author()) || next.holder().equals(before.holder())
                ? Optional.empty()
                : Optional.of("it stays '" + next.status() + "', but hands the record from " + before.holder() + " to "
                        + next.holder() + ", which only a step may do");
    }

    /**
     * Why a version that is not the first, and whose predecessor is not held, may not stand by itself. Only what its author's
     * level could have brought so far alone may, and what a level above publishes, as it comes to those who never got the
     * versions before. All else waits for its past, or a record could be approved without ever having been proposed.
     */
    public Optional<String> joining(RecordVersion version) {
        boolean possible = levelOf.apply(version.author())
                .filter(level -> isPublication(version, level) || isReachedAlone(version, level))
                .isPresent();
        return possible
                ? Optional.empty()
                : Optional.of(who(version) + " may bring no record to '" + version.status() + "' alone");
    }

    private boolean isPublication(RecordVersion version, Level level) {
        return !version.author().equals(version.id().firstAuthor())
                && publishedByItsAuthor(Optional.empty(), version)
                && workflow.steps().stream().anyMatch(step -> step.publishes() && leadsTo(step, version, level));
    }

    /** By steps of this level that keep the record, but for the last, which may hand it on. */
    private boolean isReachedAlone(RecordVersion version, Level level) {
        boolean published = publishedByItsAuthor(Optional.empty(), version);
        List<Workflow.Step> own = workflow.steps().stream()
                .filter(step -> step.by().contains(level)
                        && step.appliesTo(version.content())
                        && (published || !step.publishes()))
                .toList();
        Set<String> kept = new HashSet<>(Set.of(Workflow.START));
        boolean further = true;
        while (further) {
            further = false;
            for (Workflow.Step step : own) {
                if (step.hands().to() == Workflow.Hand.To.SELF && leavesFrom(step, kept)) {
                    further |= kept.add(step.to());
                }
            }
        }
        return kept.contains(version.status()) && version.holder().equals(version.author())
                || own.stream().anyMatch(step -> leavesFrom(step, kept) && leadsTo(step, version, level));
    }

    private static boolean leavesFrom(Workflow.Step step, Set<String> states) {
        return step.from().stream().anyMatch(states::contains);
    }

    private boolean leadsTo(Workflow.Step step, RecordVersion version, Level level) {
        return step.to().equals(version.status())
                && step.by().contains(level)
                && step.appliesTo(version.content())
                && isHandedAsItShould(step, version, level);
    }

    /** The step of this name that a node may take now, of those that lead from where the record stands. */
    public Optional<Workflow.Step> named(String name, String from, NodeId by, ObjectNode content) {
        return possible(from, by, content).stream()
                .filter(step -> step.name().equals(name))
                .findFirst();
    }

    /** All steps that a node of its level may take from a state with a record of this content. */
    public List<Workflow.Step> possible(String from, NodeId by, ObjectNode content) {
        Optional<Level> level = levelOf.apply(by);
        return workflow.steps().stream()
                .filter(step -> step.from().contains(from)
                        && level.filter(step.by()::contains).isPresent()
                        && step.appliesTo(content))
                .toList();
    }

    private Optional<String> step(String from, Optional<RecordVersion> before, RecordVersion next) {
        List<Workflow.Step> leading = workflow.steps().stream()
                .filter(step -> step.from().contains(from) && step.to().equals(next.status()))
                .toList();
        if (leading.isEmpty()) {
            return Optional.of("no step leads from '" + from + "' to '" + next.status() + "'; from there: "
                    + said(workflow.steps().stream()
                            .filter(step -> step.from().contains(from))
                            .toList()));
        }
        Optional<String> problem = Optional.empty();
        for (Workflow.Step step : leading) {
            Optional<String> unfit = unfit(step, before, next);
            if (unfit.isEmpty()) {
                return Optional.empty();
            }
            problem = problem.or(() -> unfit);
        }
        return problem;
    }

    private Optional<String> unfit(Workflow.Step step, Optional<RecordVersion> before, RecordVersion next) {
        Optional<Level> level = levelOf.apply(next.author());
        String subject = "step '" + step.name() + "' to '" + step.to() + "' ";
        if (level.filter(step.by()::contains).isEmpty()) {
            return Optional.of(subject + "is for " + words(step.by()) + ", not for " + who(next));
        }
        if (!step.appliesTo(next.content())) {
            return Optional.of(subject + "by " + words(step.by()) + " is for records with " + step.when());
        }
        if (!isHandedAsItShould(step, next, level.orElseThrow())) {
            return Optional.of(subject + "hands the record to " + words(step.hands()) + ", not to " + next.holder());
        }
        if (step.publishes() ? !publishedByItsAuthor(before, next) : published(before, next)) {
            return Optional.of(subject
                    + (step.publishes() ? "goes to the subtree of " : "does not go to the subtree of ")
                    + next.author());
        }
        Set<String> changed = before.map(version -> changed(version.content(), next.content()))
                .orElse(Set.of());
        Set<String> wrong = new TreeSet<>(changed);
        step.changes().ifPresentOrElse(wrong::removeAll, wrong::clear);
        return wrong.isEmpty() ? Optional.empty() : Optional.of(subject + "may not change " + wrong);
    }

    /**
     * Levels, not links, say what is up: a county that reports to another city since has handed its records to the old
     * one rightly, and what was approved stays approved.
     */
    private boolean isHandedAsItShould(Workflow.Step step, RecordVersion next, Level level) {
        return switch (step.hands().to()) {
            case SELF -> next.holder().equals(next.author());
            case AUTHOR -> next.holder().equals(next.id().firstAuthor());
            case PARENT ->
                levelOf.apply(next.holder())
                        .filter(upper -> upper.isAbove(level))
                        .isPresent();
            case NAMED ->
                step.hands().named(next.content()).filter(next.holder()::equals).isPresent();
        };
    }

    /** Whether this version is the first that goes to some subtree. */
    private static boolean published(Optional<RecordVersion> before, RecordVersion next) {
        return furtherBelow(before, next).findAny().isPresent();
    }

    /** Whether that is its author's own: a county that nobody reports to is no public. */
    private static boolean publishedByItsAuthor(Optional<RecordVersion> before, RecordVersion next) {
        return furtherBelow(before, next).anyMatch(stream -> stream.node().equals(next.author()));
    }

    private static java.util.stream.Stream<Stream> furtherBelow(Optional<RecordVersion> before, RecordVersion next) {
        return next.streams().stream()
                .filter(stream -> stream.direction() == Stream.Direction.BELOW
                        && before.filter(version -> version.streams().contains(stream))
                                .isEmpty());
    }

    /** The fields of the content by which a step is for one level or another: else a city's approval became a province's. */
    private Set<String> conditions() {
        return workflow.steps().stream()
                .flatMap(step -> step.when().keySet().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> changed(ObjectNode before, ObjectNode after) {
        Set<String> names = new HashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> before.path(name).equals(after.path(name)));
        return names;
    }

    private String who(RecordVersion version) {
        return version.author()
                + levelOf.apply(version.author())
                        .map(level -> " (" + level.word() + ")")
                        .orElse(", of which the directory says no level");
    }

    private static String words(Set<Level> levels) {
        return levels.stream().map(Level::word).collect(Collectors.joining(" or "));
    }

    private static String words(Workflow.Hand hand) {
        return switch (hand.to()) {
            case SELF -> "nobody else";
            case PARENT -> "a node above";
            case AUTHOR -> "its first author";
            case NAMED -> "the node in its field " + hand.field().orElse("");
        };
    }

    private static String said(List<Workflow.Step> steps) {
        return steps.isEmpty()
                ? "none"
                : steps.stream()
                        .map(step -> "'" + step.name() + "' to '" + step.to() + "' by " + words(step.by()))
                        .collect(Collectors.joining(", "));
    }
}
