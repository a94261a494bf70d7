package org.jilian.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.rules.CodeTable;
import org.jilian.rules.Text;

/** Reads a mapping and refuses it at its first mistake, with the line. */
final class MappingReader {
    private static final Set<String> TOP = Set.of("mapping", "label", "columns", "records", "footers", "blanks");
    private static final Set<String> FOOTERS = Set.of(
            "合计", "总计", "小计", "共计", "填表人", "制表人", "填报人", "审核人", "经办人", "负责人", "联系人", "填报单位", "填表单位", "填报日期", "填表日期",
            "备注", "说明", "注", "单位盖章", "盖章");
    private static final Set<String> BLANKS = Set.of("无", "-", "--", "—", "——", "/", "\\", "N/A", "null", "NULL", "暂无");

    private final Map<KindName, Kind> kinds;
    private final ColumnReader columnReader;

    MappingReader(Map<KindName, Kind> kinds, Map<String, CodeTable> codes) {
        this.kinds = kinds;
        this.columnReader = new ColumnReader(codes);
    }

    Mapping read(Path file) throws IOException {
        YamlPlace top = YamlPlace.open(file);
        Map<String, YamlPlace> fields = top.fields(TOP);
        YamlPlace name = YamlPlace.required(top, fields, "mapping");
        if (!file.getFileName().toString().equals(name.text() + ".yaml")) {
            throw name.mistake("the file's name", name.text());
        }
        Map<String, Column> columns = columns(YamlPlace.required(top, fields, "columns"));
        RecordReader recordReader = new RecordReader(kinds, columns);
        YamlPlace records = YamlPlace.required(top, fields, "records");
        List<RecordTemplate> templates =
                records.items().stream().map(recordReader::read).toList();
        if (templates.isEmpty()) {
            throw records.mistake("at least one record", "none");
        }
        return new Mapping(
                name.text(),
                label(YamlPlace.required(top, fields, "label")),
                List.copyOf(columns.values()),
                templates,
                words(fields, "footers", FOOTERS),
                words(fields, "blanks", BLANKS));
    }

    private Map<String, Column> columns(YamlPlace place) {
        Map<String, Column> columns = new LinkedHashMap<>();
        Map<String, String> heads = new HashMap<>();
        place.fields().forEach((name, column) -> {
            Column read = columnReader.read(name, column, columns);
            for (String head : read.heads()) {
                String other = heads.putIfAbsent(Heads.normalised(head), name);
                if (other != null) {
                    throw column.mistake("a column whose heads no other one has", head + "' of '" + other);
                }
            }
            columns.put(name, read);
        });
        return columns;
    }

    private static Set<String> words(Map<String, YamlPlace> fields, String key, Set<String> usual) {
        Set<String> words = new LinkedHashSet<>(usual);
        YamlPlace place = fields.get(key);
        if (place != null) {
            words.addAll(place.texts());
        }
        return words;
    }

    private static Text label(YamlPlace place) {
        Map<String, YamlPlace> fields = place.fields(Set.of("zh", "en"));
        return new Text(
                YamlPlace.required(place, fields, "zh").text(),
                YamlPlace.required(place, fields, "en").text());
    }
}
