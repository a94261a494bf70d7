package org.jilian.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The states that a record of a kind goes through (办理状态) and who may move it from one to the next (办理环节): part of the
 * kind's descriptor, so that every level judges a step by the same words. Each step is a version that its level signs.
 *
 * <p>A state is only ever added: a step that records have taken and that is not here any more would cease to count.
 *
 * @param states each state's label, in the order of the descriptor
 */
public record Workflow(Map<String, JsonNode> states, List<Step> steps) {
    /** Where a record stands before its first version. */
    public static final String START = "start";

    /**
     * To whom a step hands the record, that is, who may author the next version.
     *
     * @param field of the content that names the node, for {@link To#NAMED}
     */
    public record Hand(To to, Optional<String> field) {
        /** Which node that is. */
        public enum To {
            /** the acting node keeps it */
            SELF,
            /** to the node that the acting one reports to */
            PARENT,
            /** back to the node that authored the first version */
            AUTHOR,
            /** to a node that the record names */
            NAMED
        }

        static Hand parse(String word) {
            Matcher named = NAMED.matcher(word);
            if (named.matches()) {
                return new Hand(To.NAMED, Optional.of(named.group(1)));
            }
            return new Hand(
                    switch (word) {
                        case "self" -> To.SELF;
                        case "parent" -> To.PARENT;
                        case "author" -> To.AUTHOR;
                        default ->
                            throw new MalformedException(
                                    "'hands' of a step", "self, parent, author or content.<field>", word);
                    },
                    Optional.empty());
        }

        /** The node that the record names, if it is one. */
        public Optional<NodeId> named(JsonNode content) {
            return field.map(content::path)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .filter(NodeId::isWellFormed)
                    .map(NodeId::new);
        }

        public String word() {
            return field.map(name -> "content." + name).orElse(to.name().toLowerCase(Locale.ROOT));
        }
    }

    private static final Pattern NAMED = Pattern.compile("content\\.([A-Za-z][A-Za-z0-9]*)");

    /**
     * One step (环节).
     *
     * @param name by which a person asks for it; several steps may have one name if they lead from different states
     * @param from the states it leads from; {@link #START} for a first version
     * @param by levels that may take it
     * @param publishes the version goes to the acting node's whole subtree from then on (公布)
     * @param when values that fields of the content must have, so that each level approves what is its own to approve
     * @param changes the fields of the content that it may change, or all if absent
     */
    public record Step(
            String name,
            Set<String> from,
            String to,
            Set<Level> by,
            Hand hands,
            boolean publishes,
            Map<String, Set<String>> when,
            Optional<Set<String>> changes) {
        public boolean appliesTo(JsonNode content) {
            return when.entrySet().stream()
                    .allMatch(each ->
                            each.getValue().contains(content.path(each.getKey()).asText("")));
        }
    }

    public Workflow {
        states = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(states));
        steps = List.copyOf(steps);
        Set<String> reached = new HashSet<>();
        for (Step step : steps) {
            for (String from : step.from()) {
                require(from.equals(START) || states.containsKey(from), "step " + step.name(), "from a state", from);
            }
            require(states.containsKey(step.to()), "step " + step.name(), "to a state", step.to());
            require(!step.by().isEmpty(), "step " + step.name(), "by some level", "none");
            reached.add(step.to());
        }
        require(reached.containsAll(states.keySet()), "workflow", "with a step to each state", reached.toString());
        require(
                steps.stream().anyMatch(step -> step.from().contains(START)),
                "workflow",
                "with a step from 'start'",
                "none");
    }

    public Optional<JsonNode> label(String state) {
        return Optional.ofNullable(states.get(state));
    }

    static Workflow read(JsonNode document) {
        only(document, "workflow", Set.of("states", "steps"));
        Map<String, JsonNode> states = new LinkedHashMap<>();
        document.path("states").fields().forEachRemaining(each -> states.put(each.getKey(), each.getValue()));
        List<Step> steps = new ArrayList<>();
        document.path("steps").forEach(node -> steps.add(step(node)));
        return new Workflow(states, steps);
    }

    private static Step step(JsonNode node) {
        only(node, "step", Set.of("name", "from", "to", "by", "hands", "publishes", "when", "changes"));
        String name = node.path("name").asText();
        require(name.matches("[a-z][a-z-]{0,31}"), "step", "with a name of a-z and -", name);
        Map<String, Set<String>> when = new LinkedHashMap<>();
        node.path("when").fields().forEachRemaining(each -> when.put(each.getKey(), texts(each.getValue())));
        Set<Level> by = new LinkedHashSet<>();
        texts(node.path("by")).forEach(word -> by.add(Level.parse(word)));
        return new Step(
                name,
                texts(node.path("from")),
                node.path("to").asText(),
                by,
                Hand.parse(node.path("hands").asText("self")),
                node.path("publishes").asBoolean(false),
                when,
                node.has("changes") ? Optional.of(texts(node.path("changes"))) : Optional.empty());
    }

    ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode labels = document.putObject("states");
        states.forEach(labels::set);
        ArrayNode array = document.putArray("steps");
        for (Step step : steps) {
            ObjectNode node = array.addObject().put("name", step.name());
            step.from().forEach(node.putArray("from")::add);
            node.put("to", step.to());
            ArrayNode by = node.putArray("by");
            step.by().forEach(level -> by.add(level.word()));
            node.put("hands", step.hands().word());
            node.put("publishes", step.publishes());
            if (!step.when().isEmpty()) {
                ObjectNode when = node.putObject("when");
                step.when().forEach((field, values) -> values.forEach(when.withArray(field)::add));
            }
            step.changes().ifPresent(fields -> fields.forEach(node.putArray("changes")::add));
        }
        return document;
    }

    /** A word is a list of one. */
    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new LinkedHashSet<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(each -> texts.add(each.asText()));
        return java.util.Collections.unmodifiableSet(texts);
    }

    private static void only(JsonNode node, String subject, Set<String> fields) {
        node.fieldNames()
                .forEachRemaining(field -> require(fields.contains(field), subject, "with fields " + fields, field));
    }

    private static void require(boolean rule, String subject, String expected, String actual) {
        if (!rule) {
            throw new MalformedException(subject, expected, actual);
        }
    }
}
