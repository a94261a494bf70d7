package org.jilian.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal quotes what a stranger wrote, and travels in a signed receipt: it must always be possible to write it. */
class RefusalTest {
    @Test
    void aShortDetailStaysAsItIs() {
        assertThat(new Refusal(RefusalCode.SCHEMA, "/hours 缺失 𠮷").detail()).isEqualTo("/hours 缺失 𠮷");
    }

    @ParameterizedTest
    @ValueSource(ints = {297, 298, 299, 300, 301})
    void aLongDetailIsNeverCutThroughACharacter(int before) {
        Refusal refusal = new Refusal(RefusalCode.SCHEMA, "x".repeat(before) + "𠮷𠮷𠮷");

        assertThat(refusal.detail()).hasSizeLessThanOrEqualTo(303);
        assertThat(CanonicalJson.text(TextNode.valueOf(refusal.detail()))).contains("xxx");
    }

    @Test
    void whatCannotBeWrittenIsReplaced() {
        Refusal refusal = new Refusal(RefusalCode.SCHEMA, "a\ud800b\u0000c\udc00");

        assertThat(refusal.detail()).isEqualTo("a\ufffdb\ufffdc\ufffd");
    }
}
