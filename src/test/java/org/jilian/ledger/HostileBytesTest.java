package org.jilian.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jilian.crypto.Suite;
import org.jilian.record.Disclosure;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, bodies and disclosures as an adversary would make them: refused, and never larger in memory than announced. */
class HostileBytesTest {
    private static final Hash HASH = Suite.named("intl").hash();
    private static final int MEBIBYTE = 1 << 20;

    @Test
    void aFrameComesApartAsItWasJoined() {
        List<byte[]> parts = List.of(new byte[0], new byte[] {1}, new byte[] {2, 3});
        assertThat(Frame.split(Frame.join(parts), 3)).usingRecursiveComparison().isEqualTo(parts);
        assertThat(Frame.split(Frame.join(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 1_000_000})
    void aFrameHasTheNumberOfPartsThatIsAskedFor(int count) {
        byte[] three = Frame.join(List.of(new byte[1], new byte[1], new byte[1]));
        assertThatThrownBy(() -> Frame.split(three, count)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aFrameCutShortOrProlongedIsRefusedAtEveryLength() {
        byte[] whole = Frame.join(List.of(new byte[] {1, 2, 3}, new byte[0], new byte[] {4}));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Frame.split(cut)).as("%s bytes", length).isInstanceOf(MalformedException.class);
        }
        byte[] longer = java.util.Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> Frame.split(longer)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 5, 1 << 30})
    void aLengthThatTheFrameDoesNotHaveIsNotAllocated(int length) {
        byte[] frame =
                ByteBuffer.allocate(12).putInt(1).putInt(length).putInt(0).array();
        long allocated =
                allocatedBy(() -> assertThatThrownBy(() -> Frame.split(frame)).isInstanceOf(MalformedException.class));
        assertThat(allocated).isLessThan(4 * MEBIBYTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 100_001, 2})
    void aCountThatTheFrameDoesNotHaveIsRefused(int count) {
        byte[] frame = ByteBuffer.allocate(8).putInt(count).putInt(0).array();
        assertThatThrownBy(() -> Frame.split(frame)).isInstanceOf(MalformedException.class);
    }

    @Test
    void recordsComeOutAsTheyWentIn() {
        List<byte[]> records = List.of(utf8("{\"a\":\"张\"}"), utf8("{}"));
        byte[] packed = Records.pack(records);
        assertThat(Records.unpack(packed, Records.size(records)))
                .usingRecursiveComparison()
                .isEqualTo(records);
    }

    @Test
    void aBombUnpacksToNoMoreThanItsHeaderAnnounces() {
        byte[] bomb = Zstd.compress(new byte[256 * MEBIBYTE], 1);
        assertThat(bomb.length).isLessThan(MEBIBYTE);
        long allocated = allocatedBy(
                () -> assertThatThrownBy(() -> Records.unpack(bomb, 1_000)).isInstanceOf(MalformedException.class));
        assertThat(allocated).isLessThan(4 * MEBIBYTE);
        allocated = allocatedBy(() -> assertThatThrownBy(() -> DisclosureLines.unpack(disclosed(1_000, bomb), 10_000))
                .isInstanceOf(MalformedException.class));
        assertThat(allocated).isLessThan(4 * MEBIBYTE);
    }

    @Test
    void aBodyOfAnotherSizeThanAnnouncedIsRefused() {
        List<byte[]> records = List.of(utf8("{\"a\":1}"));
        byte[] packed = Records.pack(records);
        int size = Records.size(records);
        for (int wrong : new int[] {0, 1, size - 1, size + 1, 10 * size}) {
            assertThatThrownBy(() -> Records.unpack(packed, wrong)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aBodyEndsInALineFeedAndIsAFrame() {
        byte[] text = utf8("{\"a\":1}\n{}");
        assertThatThrownBy(() -> Records.unpack(Zstd.compress(text), text.length))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Records.unpack(text, text.length)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Records.unpack(new byte[0], 10)).isInstanceOf(MalformedException.class);
    }

    @Test
    void everyFlippedBitOfABodyIsFoundByItsRootOrItsFrame() {
        List<byte[]> records = List.of(utf8("{\"a\":1}"), utf8("{\"a\":2}"), utf8("{\"a\":3}"));
        byte[] packed = Records.pack(records);
        Header.Body expected = body(records, records.size());
        assertThat(ParcelBody.check(packed, expected, HASH)).isInstanceOf(ParcelBody.Checked.Whole.class);
        for (int bit = 0; bit < packed.length * 8; bit++) {
            byte[] flipped = packed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            ParcelBody.Checked checked = ParcelBody.check(flipped, expected, HASH);
            if (checked instanceof ParcelBody.Checked.Whole whole) {
                // bits of the frame's form that change nothing of what is in it
                assertThat(whole.body().records()).usingRecursiveComparison().isEqualTo(records);
            }
        }
    }

    @Test
    void aBodyHasTheCountAndTheRootOfItsHeader() {
        List<byte[]> records = List.of(utf8("{\"a\":1}"), utf8("{\"a\":2}"));
        List<byte[]> swapped = List.of(records.get(1), records.get(0));
        List<byte[]> joined = List.of(utf8("{\"a\":1}{\"a\":2} "));
        broken(Records.pack(records), body(records, 3));
        broken(Records.pack(records), body(records, 1));
        broken(Records.pack(swapped), body(records, 2));
        broken(Records.pack(joined), body(records, 2));
        broken(new byte[0], body(records, 2));
        // two trees with one root: the count decides
        broken(
                Records.pack(List.of(new byte[0])),
                new Header.Body(1, body(records, 2).root(), 1));
    }

    @Test
    void disclosuresComeOutAsTheyWentIn() {
        Disclosure one = disclosure("张三");
        List<Disclosure> back = DisclosureLines.unpack(DisclosureLines.pack(List.of(one, one)), 10_000);
        assertThat(back).hasSize(2).allSatisfy(each -> {
            assertThat(each.value()).isEqualTo("张三");
            assertThat(each.digest(HASH)).isEqualTo(one.digest(HASH));
        });
        assertThat(DisclosureLines.unpack(DisclosureLines.pack(List.of()), 0)).isEmpty();
    }

    @Test
    void disclosuresOverTheLimitAreRefusedBeforeTheyAreUnpacked() {
        byte[] packed = DisclosureLines.pack(List.of(disclosure("张三")));
        assertThatThrownBy(() -> DisclosureLines.unpack(packed, 10)).isInstanceOf(MalformedException.class);
        for (int size : new int[] {-1, Integer.MAX_VALUE, 0, 1}) {
            byte[] lying = ByteBuffer.wrap(packed.clone()).putInt(0, size).array();
            assertThatThrownBy(() -> DisclosureLines.unpack(lying, 10_000)).isInstanceOf(MalformedException.class);
        }
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> DisclosureLines.unpack(cut, 10_000)).isInstanceOf(MalformedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}\n",
                "[]\n",
                "{\"id\":\"x\"}\n",
                "not json\n",
                "{\"id\":\"370811:person:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"path\":\"name\",\"salt\":\"0\",\"value\":\"x\",\"version\":1}\n"
            })
    void aLineThatIsNoDisclosureIsRefused(String line) {
        byte[] packed = disclosed(utf8(line).length, Zstd.compress(utf8(line)));
        assertThatThrownBy(() -> DisclosureLines.unpack(packed, 10_000)).isInstanceOf(MalformedException.class);
    }

    private static void broken(byte[] packed, Header.Body expected) {
        assertThat(ParcelBody.check(packed, expected, HASH))
                .isInstanceOfSatisfying(
                        ParcelBody.Checked.Broken.class,
                        broken -> assertThat(broken.refusal().code()).isEqualTo(RefusalCode.BODY));
    }

    private static Header.Body body(List<byte[]> records, int count) {
        MerkleTree tree = new MerkleTree(records.stream().map(HASH::leaf).toList(), HASH);
        return new Header.Body(count, tree.root(), Records.size(records));
    }

    private static Disclosure disclosure(String value) {
        RecordId id = RecordId.parse("370811:person:" + "a".repeat(32));
        return Disclosure.of(id, 1, "name", value, Suite.named("intl").mac(new byte[32]));
    }

    private static byte[] disclosed(int size, byte[] frame) {
        return ByteBuffer.allocate(4 + frame.length).putInt(size).put(frame).array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that this thread allocates meanwhile. */
    private static long allocatedBy(Runnable what) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        what.run(); // loads the classes
        long before = threads.getCurrentThreadAllocatedBytes();
        what.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
