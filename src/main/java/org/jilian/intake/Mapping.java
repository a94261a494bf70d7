package org.jilian.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.rules.CodeTable;
import org.jilian.rules.Text;

/**
 * How the rows of a kind of file become records (映射). Whatever it names exists: it was checked against kinds and code
 * tables when it was read, so that a mistake of its author never shows as an error of a clerk's file.
 */
public final class Mapping {
    private final String name;
    private final Text label;
    private final List<Column> columns;
    private final List<RecordTemplate> records;
    private final Set<String> footers;
    private final Set<String> blanks;

    Mapping(
            String name,
            Text label,
            List<Column> columns,
            List<RecordTemplate> records,
            Set<String> footers,
            Set<String> blanks) {
        this.name = name;
        this.label = label;
        this.columns = List.copyOf(columns);
        this.records = List.copyOf(records);
        this.footers = Set.copyOf(footers);
        this.blanks = Set.copyOf(blanks);
    }

    /**
     * @throws MappingMistakeException with file and line of the first mistake
     */
    public static Mapping read(Path file, Map<KindName, Kind> kinds, Map<String, CodeTable> codes) throws IOException {
        return new MappingReader(kinds, codes).read(file);
    }

    public String name() {
        return name;
    }

    public Text label() {
        return label;
    }

    /** The kinds of the records that one row may give, in order. */
    public List<KindName> kinds() {
        return records.stream().map(template -> template.kind().name()).toList();
    }

    List<Column> columns() {
        return columns;
    }

    List<RecordTemplate> records() {
        return records;
    }

    /** Words with which the footers of a table begin. */
    Set<String> footers() {
        return footers;
    }

    /** Words that people write for nothing. */
    Set<String> blanks() {
        return blanks;
    }
}
