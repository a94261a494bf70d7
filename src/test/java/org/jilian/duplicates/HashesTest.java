package org.jilian.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.jilian.crypto.Suite;
import org.junit.jupiter.api.Test;

class HashesTest {
    private final Hashes hashes = new Hashes(Suite.named("intl").hash());

    @Test
    void whatStandsThereTwiceIsFoundAmongManyThousands() {
        IntStream.range(0, 50_000).forEach(i -> hashes.add("subject " + i));
        hashes.add("subject 41234");
        hashes.add("subject 7");
        hashes.add("subject 7");

        assertThat(hashes.twice()).containsExactlyInAnyOrder(hashes.of("subject 41234"), hashes.of("subject 7"));
    }

    @Test
    void aloneNothingIsFound() {
        assertThat(hashes.twice()).isEmpty();
        hashes.add("subject 1");
        assertThat(hashes.twice()).isEmpty();
    }
}
