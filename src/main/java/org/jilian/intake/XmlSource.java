package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jilian.intake.Table.RefusedException;

/**
 * XML as platforms export it, one record at a time in memory. A record is what repeats outermost; without repetition, what
 * the root holds. Attributes and elements are values alike. No document type is read, so no entity of the file's own exists.
 *
 * @param path names of the elements that lead to a record, the root's first
 */
record XmlSource(Path file, List<String> path) implements RecordsTable.Source {
    /** Elements of one record. */
    private static final int LARGEST = 20_000;

    private static final int DEEPEST = 32;

    static XmlSource open(Path file) throws IOException {
        MarkupGuard.watch(file);
        Map<List<String>, Boolean> repeats = new LinkedHashMap<>();
        new XmlSource(file, List.of()).parse(reader -> survey(reader, repeats));
        Optional<List<String>> record = repeats.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .min(java.util.Comparator.comparingInt(List::size));
        return new XmlSource(
                file,
                record.orElseGet(() -> repeats.keySet().stream()
                        .filter(path -> path.size() == 2)
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(FileReasons.SHAPE))));
    }

    private interface Work {
        void on(XMLStreamReader reader) throws XMLStreamException;
    }

    private void parse(Work work) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            work.on(reader);
            reader.close();
        } catch (XMLStreamException e) {
            throw new RefusedException(
                    FileReasons.xml(
                            e.getLocation() == null ? 1 : e.getLocation().getLineNumber()),
                    e);
        }
    }

    /** Which elements hold others, and whether they stand several times in one that holds them. */
    private static void survey(XMLStreamReader reader, Map<List<String>, Boolean> repeats) throws XMLStreamException {
        List<String> path = new ArrayList<>();
        List<Map<String, Integer>> seen = new ArrayList<>();
        List<Boolean> holds = new ArrayList<>();
        List<Integer> which = new ArrayList<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new RefusedException(FileReasons.DOCTYPE);
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (path.size() == DEEPEST) {
                    throw new RefusedException(FileReasons.SHAPE);
                }
                String name = reader.getLocalName();
                int number = seen.isEmpty() ? 1 : seen.get(seen.size() - 1).merge(name, 1, Integer::sum);
                if (!holds.isEmpty()) {
                    holds.set(holds.size() - 1, true);
                }
                path.add(name);
                seen.add(new LinkedHashMap<>());
                holds.add(reader.getAttributeCount() > 0);
                which.add(number);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                int last = path.size() - 1;
                if (holds.get(last) && last > 0) {
                    repeats.merge(List.copyOf(path), which.get(last) > 1, Boolean::logicalOr);
                }
                path.remove(last);
                seen.remove(last);
                holds.remove(last);
                which.remove(last);
            }
        }
    }

    @Override
    public void each(RecordsTable.Reader into) throws IOException {
        parse(reader -> {
            List<String> at = new ArrayList<>();
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    at.add(reader.getLocalName());
                    if (at.equals(path)) {
                        int[] size = {0};
                        JsonNode record = element(reader, size, at.size());
                        at.remove(at.size() - 1);
                        if (record instanceof ObjectNode whole && !into.accept(whole)) {
                            return;
                        }
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    at.remove(at.size() - 1);
                }
            }
        });
    }

    /** The element begun, to its end: a text, or an object of its attributes and elements. */
    private static JsonNode element(XMLStreamReader reader, int[] size, int depth) throws XMLStreamException {
        size[0]++;
        if (size[0] > LARGEST || depth > DEEPEST) {
            throw new RefusedException(FileReasons.SHAPE);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            object.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                add(object, reader.getLocalName(), element(reader, size, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        String said = text.toString().strip();
        if (object.isEmpty()) {
            return JsonNodeFactory.instance.textNode(said);
        }
        if (!said.isEmpty()) {
            object.put("text", said);
        }
        return object;
    }

    private static void add(ObjectNode object, String name, JsonNode value) {
        JsonNode before = object.get(name);
        if (before == null) {
            object.set(name, value);
        } else if (before instanceof ArrayNode list) {
            list.add(value);
        } else {
            object.set(name, JsonNodeFactory.instance.arrayNode().add(before).add(value));
        }
    }

    @Override
    public String form() {
        return "xml";
    }

    @Override
    public Optional<Charset> charset() {
        // the file itself says which, and its parser reads that
        return Optional.empty();
    }
}
