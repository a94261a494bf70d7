package org.jilian.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jilian.intake.Table.RefusedException;
import org.jilian.rules.Checked;

/**
 * The items of a JSON document in memory (UTF-8), each known by its place from 0: a list, lines (NDJSON), one item, or an
 * answer that holds the list inside, as in a file. An item with a list of records in it is several rows of a table.
 */
public final class JsonItems {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final List<ObjectNode> items;
    private final List<Integer> ofRow = new ArrayList<>();
    private final RecordsTable table;

    private JsonItems(List<ObjectNode> items) throws IOException {
        this.items = List.copyOf(items);
        for (int i = 0; i < items.size(); i++) {
            for (int row = Flattened.rows(items.get(i)).size(); row > 0; row--) {
                ofRow.add(i);
            }
        }
        this.table = RecordsTable.of(new InMemory(this.items));
    }

    /**
     * @param most items; one more than that is still read, so that whoever allows no more sees that there are
     * @return invalid with the line, if it is no JSON
     */
    public static Checked<JsonItems> read(byte[] document, int most) {
        List<ObjectNode> items = new ArrayList<>();
        try {
            JsonSource.open(() -> text(document), StandardCharsets.UTF_8).each(item -> {
                items.add(item);
                return items.size() <= most;
            });
            return items.isEmpty()
                    ? Checked.invalid(FileReasons.EMPTY)
                    : Checked.valid(new JsonItems(items), List.of());
        } catch (RefusedException e) {
            return Checked.invalid(e.reason());
        } catch (CharacterCodingException e) {
            // the decoder says by exception what is here an expected answer
            return Checked.invalid(FileReasons.NOT_UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory were not read", e);
        }
    }

    private static Reader text(byte[] document) {
        boolean marked =
                document.length >= MARK.length && Arrays.equals(document, 0, MARK.length, MARK, 0, MARK.length);
        int begin = marked ? MARK.length : 0;
        InputStream in = new ByteArrayInputStream(document, begin, document.length - begin);
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private record InMemory(List<ObjectNode> items) implements RecordsTable.Source {
        @Override
        public void each(RecordsTable.Reader reader) {
            for (ObjectNode item : items) {
                if (!reader.accept(item)) {
                    return;
                }
            }
        }

        @Override
        public String form() {
            return "json";
        }

        @Override
        public Optional<Charset> charset() {
            return Optional.of(StandardCharsets.UTF_8);
        }
    }

    public List<ObjectNode> items() {
        return items;
    }

    /** Which item, from 0, a row is of. @param row as intake counts: the heads are row 1, the first item begins in row 2 */
    public int itemOf(long row) {
        return ofRow.get(Math.toIntExact(row - 2));
    }

    /** Rows below the heads. */
    public int rows() {
        return ofRow.size();
    }

    Table table() {
        return table;
    }

    /** Without the items: they are personal data. */
    @Override
    public String toString() {
        return items.size() + " items of JSON";
    }
}
