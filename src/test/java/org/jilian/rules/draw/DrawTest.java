package org.jilian.rules.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jilian.crypto.Suite;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final Hash SHA_256 = Suite.named("intl").hash();
    private static final Hash SM3 = Suite.named("gm").hash();

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
    }

    private static Draw draw(String seed) {
        return new Draw("persons", seed);
    }

    /** Worked out with {@code sha256sum} and {@code openssl dgst -sm3}, as docs/statistics.md says. */
    @Test
    void theTicketsAndTheFrameAreWhatOtherProgramsComeTo() {
        Frame frame = Frame.ofIds(List.of("丙", "甲", "乙"));
        assertThat(frame.text()).isEqualTo("丙\n乙\n甲\n");
        assertThat(frame.digest(SHA_256))
                .hasToString("27fe4bff01b85e988c331b55409665680be83300af72c9f05d12c1f4b01afcd3");
        assertThat(frame.digest(SM3)).hasToString("b3f9e78ace02ed6a4bb0b24f6515b9eb88a50605041b076b2f33d5ff8d5d191d");
        assertThat(draw("2026-03-01 公布").ticket("甲", SHA_256))
                .hasToString("a56b9b2777fe1fa24f0952697eb69bd6a922e059c1dd3709e75f014810fd06d8");
        assertThat(draw("2026-03-01 公布").ticket("甲", SM3))
                .hasToString("f24cc2f6736e59a663f76980de72c4e6e9aae336278f7b7e675e4dafa19f23a3");
        assertThat(draw("s").from(Frame.ofIds(ids(10)), 3, SHA_256)).containsExactly("id-8", "id-0", "id-7");
        assertThat(draw("s").from(Frame.ofIds(ids(10)), 3, SM3)).containsExactly("id-8", "id-1", "id-5");
    }

    @Test
    void whateverOrderTheFrameComesInTheDrawIsTheSame() {
        Random random = new Random(42);
        List<String> ids = new ArrayList<>(ids(200));
        List<String> drawn = draw("seed").from(Frame.ofIds(ids), 20, SHA_256);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(ids, random);
            assertThat(draw("seed").from(Frame.ofIds(ids), 20, SHA_256)).isEqualTo(drawn);
            assertThat(Frame.ofIds(ids).digest(SHA_256))
                    .isEqualTo(Frame.ofIds(ids(200)).digest(SHA_256));
        }
    }

    @Test
    void oneMoreIsTheSameOnesAndOneMore() {
        Random random = new Random(7);
        List<Frame.Entry> entries = ids(60).stream()
                .map(id -> new Frame.Entry(id, "stratum-" + random.nextInt(4)))
                .toList();
        for (Frame frame : List.of(Frame.ofIds(ids(60)), Frame.of(entries))) {
            List<String> before = List.of();
            for (int count = 1; count <= 60; count++) {
                List<String> drawn = draw("seed").from(frame, count, SHA_256);
                assertThat(drawn).hasSize(count).doesNotHaveDuplicates().containsAll(before);
                before = drawn;
            }
        }
    }

    /** 12 ids, 4 drawn, 6,000 seeds: 11 degrees of freedom, of which one in 100,000 fair draws is above 45. */
    @Test
    void eachIsDrawnAsOftenAsEveryOther() {
        Frame frame = Frame.ofIds(ids(12));
        Map<String, Integer> times = new HashMap<>();
        Map<String, Integer> pairs = new HashMap<>();
        int trials = 6_000;
        for (int i = 0; i < trials; i++) {
            List<String> drawn = draw("trial " + i).from(frame, 4, SHA_256);
            drawn.forEach(id -> times.merge(id, 1, Integer::sum));
            drawn.forEach(a -> drawn.stream()
                    .filter(b -> a.compareTo(b) < 0)
                    .forEach(b -> pairs.merge(a + " " + b, 1, Integer::sum)));
        }
        assertThat(times).hasSize(12);
        // each trial draws without giving back, so the counts vary less than binomially: by a factor of (12 - 4) / 11
        assertThat(chiSquare(times, trials * 4 / 12.0)).isLessThan(45);
        assertThat(pairs).hasSize(66);
        // 65 degrees of freedom
        assertThat(chiSquare(pairs, trials * 6 / 66.0)).isLessThan(125);
    }

    private static double chiSquare(Map<String, Integer> times, double expected) {
        return times.values().stream()
                .mapToDouble(each -> (each - expected) * (each - expected) / expected)
                .sum();
    }

    @Test
    void oneSeedServesSeveralDrawsThatHaveNothingToDoWithEachOther() {
        Frame frame = Frame.ofIds(ids(1_000));
        HashSet<String> both = new HashSet<>(new Draw("persons", "s").from(frame, 100, SHA_256));
        both.retainAll(new Draw("institutions", "s").from(frame, 100, SHA_256));
        assertThat(both).hasSizeBetween(1, 25);
    }

    @Test
    void eachStratumGetsItsShareAndASmallOneIsNotPassedOver() {
        TreeMap<String, Integer> sizes = new TreeMap<>(Map.of("a", 600, "b", 300, "c", 100, "d", 1));
        assertThat(Places.of(sizes, 10))
                .containsEntry("a", 6)
                .containsEntry("b", 3)
                .containsEntry("c", 1);
        assertThat(Places.of(sizes, 1001)).isEqualTo(sizes);
        assertThat(Places.of(new TreeMap<>(Map.of("a", 1, "b", 1)), 1))
                .as("the first by name where shares are equal")
                .containsEntry("a", 1)
                .containsEntry("b", 0);
    }

    @Test
    void whatCannotBeDrawnIsRefusedWithWhatToDo() {
        Frame frame = Frame.ofIds(ids(3));
        assertThatThrownBy(() -> draw(" "))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("published");
        assertThatThrownBy(() -> draw("a\nb")).hasMessageContaining("one line");
        assertThatThrownBy(() -> draw("s").from(frame, 4, SHA_256))
                .hasMessageContaining("from 1 to the size of the frame, 3");
        assertThatThrownBy(() -> draw("s").from(frame, 0, SHA_256)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Frame.ofIds(List.of("a", "a"))).hasMessageContaining("a twice");
        assertThatThrownBy(() -> Frame.parse("a\tx\nb\n")).hasMessageContaining("a stratum for each entry or for none");
        assertThat(Frame.parse("b\tx\r\na\ty\r\n").text()).isEqualTo("a\ty\nb\tx\n");
    }
}
