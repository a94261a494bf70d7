package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jilian.rules.Checked;
import org.junit.jupiter.api.Test;

class JsonItemsTest {
    private static Checked<JsonItems> read(String text) {
        return JsonItems.read(text.getBytes(StandardCharsets.UTF_8), 3);
    }

    private static String refusal(Checked<JsonItems> read) {
        return read.fold(valid -> "", reason -> reason.code());
    }

    private static JsonItems items(String text) {
        return read(text).fold(valid -> valid.value(), reason -> {
            throw new AssertionError(reason.code());
        });
    }

    @Test
    void eachRowIsKnownToBeOfItsItem() {
        JsonItems items = items("[{\"a\":1},{\"a\":2,\"courses\":[{\"b\":1},{\"b\":2}]},{\"a\":3}]");
        assertThat(items.rows()).isEqualTo(4);
        assertThat(items.itemOf(2)).isZero();
        assertThat(items.itemOf(3)).isOne();
        assertThat(items.itemOf(4)).isOne();
        assertThat(items.itemOf(5)).isEqualTo(2);
    }

    @Test
    void aListLinesAndAnAnswerAreReadAndAByteOrderMarkIsNoText() {
        assertThat(items("{\"a\":1}\n{\"a\":2}\n").items()).hasSize(2);
        assertThat(items("{\"data\":{\"list\":[{\"a\":1},{\"a\":2}]}}").items()).hasSize(2);
        assertThat(items("\uFEFF[{\"a\":1}]").items()).hasSize(1);
    }

    @Test
    void noMoreThanOneBeyondWhatIsAllowedIsRead() {
        assertThat(items("[{},{},{},{},{},{}]".replace("{}", "{\"a\":1}")).items())
                .hasSize(4);
    }

    @Test
    void whatIsNotReadIsRefusedWithItsReason() {
        assertThat(refusal(read("[{\"a\":1},\n{\"a\"}]"))).isEqualTo("file.json");
        assertThat(refusal(read("[]"))).isEqualTo("file.empty");
        assertThat(refusal(read("[1]"))).isEqualTo("file.shape");
        assertThat(refusal(read("[{\"a\":1,\"a\":2}]"))).isEqualTo("file.json");
        assertThat(refusal(JsonItems.read("[{\"姓名\":\"示例\"}]".getBytes(Charset.forName("GB18030")), 3)))
                .isEqualTo("file.not-utf-8");
    }
}
