package org.jilian.certificate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jilian.record.CanonicalJson;
import org.jilian.rules.Text;

/** What came of issuing: how many of each, and some of those that a person has to look at. */
public final class IssueReport {
    private static final int NAMED = 20;

    /** What became of one person. */
    public enum Fate {
        ISSUED("issued", new Text("已签发", "issued")),
        UNCHANGED("unchanged", new Text("已有证书，学时未变", "certified before, hours unchanged")),
        REPLACED("replaced", new Text("已换发", "replaced by a new one")),
        CHANGED(
                "changed",
                new Text("已有证书，但学时已变：用 --replace 换发", "certified before, hours changed since: use --replace")),
        SHORT("short", new Text("未达标，未签发", "duty not met, not issued")),
        UNREGISTERED("unregistered", new Text("没有人员登记", "no registration of the person is held")),
        NO_POLICY("no-policy", new Text("没有适用的学时政策", "no hour policy applies")),
        NAME_AWAITED("name-awaited", new Text("姓名或证件号码尚未收到", "name or number not received yet")),
        ELSEWHERE("elsewhere", new Text("不属于该区划", "of another place")),
        REFUSED("refused", new Text("证书未能编写", "the certificate could not be authored"));

        private final String code;
        private final Text label;

        Fate(String code, Text label) {
            this.code = code;
            this.label = label;
        }

        public String code() {
            return code;
        }

        public Text label() {
            return label;
        }

        private boolean needsAPerson() {
            return this == CHANGED
                    || this == UNREGISTERED
                    || this == NO_POLICY
                    || this == NAME_AWAITED
                    || this == REFUSED;
        }
    }

    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
    private final Map<Fate, List<String>> named = new EnumMap<>(Fate.class);
    private long persons;
    private long records;

    void persons(int count, long lines) {
        persons += count;
        records += lines;
    }

    void add(JudgePersons.Settled settled) {
        add(settled.fate(), settled.who());
    }

    /** @param who a pseudonym or a serial number, and why, where there is more to say */
    private void add(Fate fate, String who) {
        counts.merge(fate, 1L, Long::sum);
        if (fate.needsAPerson()) {
            List<String> list = named.computeIfAbsent(fate, unused -> new ArrayList<>());
            if (list.size() < NAMED) {
                list.add(who);
            }
        }
    }

    public long count(Fate fate) {
        return counts.getOrDefault(fate, 0L);
    }

    /** Persons with hours in the period. */
    public long persons() {
        return persons;
    }

    /** Hour records looked at. */
    public long records() {
        return records;
    }

    public boolean needsAPerson() {
        return counts.keySet().stream().anyMatch(Fate::needsAPerson);
    }

    public ObjectNode write() {
        ObjectNode document = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("persons", persons)
                .put("records", records);
        for (Fate fate : Fate.values()) {
            document.put(fate.code(), count(fate));
        }
        ObjectNode some = document.putObject("some");
        named.forEach((fate, list) -> list.forEach(some.withArray(fate.code())::add));
        return (ObjectNode) CanonicalJson.read(CanonicalJson.write(document));
    }
}
