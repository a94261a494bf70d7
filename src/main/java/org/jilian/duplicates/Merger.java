package org.jilian.duplicates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jilian.record.RecordVersion;

/** What a record that is kept takes over from those that are merged into it. */
enum Merger {
    /** The names under which others know it. */
    INSTITUTION {
        @Override
        ObjectNode content(RecordVersion kept, List<RecordVersion> others) {
            Set<String> names = new LinkedHashSet<>();
            kept.content().path("formerNames").forEach(name -> names.add(name.asText()));
            for (RecordVersion other : others) {
                names.add(other.content().path("name").asText());
                other.content().path("formerNames").forEach(name -> names.add(name.asText()));
            }
            names.remove(kept.content().path("name").asText());
            return with(kept, "formerNames", names);
        }

        @Override
        ObjectNode without(RecordVersion kept, RecordVersion other) {
            return less(kept, "formerNames", Set.of(other.content().path("name").asText()));
        }
    },

    /** The pseudonyms under which the person's hours lie: those stay with their subjects. */
    PERSON {
        @Override
        ObjectNode content(RecordVersion kept, List<RecordVersion> others) {
            Set<String> subjects = new LinkedHashSet<>();
            kept.content().path("alsoSubjects").forEach(subject -> subjects.add(subject.asText()));
            for (RecordVersion other : others) {
                other.subject().ifPresent(subjects::add);
                other.content().path("alsoSubjects").forEach(subject -> subjects.add(subject.asText()));
            }
            kept.subject().ifPresent(subjects::remove);
            return with(kept, "alsoSubjects", subjects);
        }

        @Override
        ObjectNode without(RecordVersion kept, RecordVersion other) {
            return less(kept, "alsoSubjects", other.subject().map(Set::of).orElse(Set.of()));
        }
    };

    static Merger of(RecordVersion version) {
        return version.kind().equals(Proposals.PERSON) ? PERSON : INSTITUTION;
    }

    abstract ObjectNode content(RecordVersion kept, List<RecordVersion> others);

    /** What it was before it took over from the other. */
    abstract ObjectNode without(RecordVersion kept, RecordVersion other);

    private static ObjectNode less(RecordVersion kept, String field, Set<String> gone) {
        Set<String> texts = new LinkedHashSet<>();
        kept.content().path(field).forEach(each -> texts.add(each.asText()));
        texts.removeAll(gone);
        ObjectNode content = with(kept, field, texts);
        if (texts.isEmpty()) {
            content.remove(field);
        }
        return content;
    }

    private static ObjectNode with(RecordVersion kept, String field, Set<String> texts) {
        ObjectNode content = kept.content().deepCopy();
        if (!texts.isEmpty()) {
            texts.forEach(content.putArray(field)::add);
        }
        return content;
    }
}
