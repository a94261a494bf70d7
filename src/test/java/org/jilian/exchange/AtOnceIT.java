package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Draft;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.CommitPoints;
import org.jilian.store.Versions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two at work on one record of one PostgreSQL: the second begins while the first has yet to commit. */
class AtOnceIT {
    private static final String WANG = "11010119900307123X";
    private static final RecordId RECORD = RecordId.parse("370811:hour-record:" + "a".repeat(32));

    private final Town town = new Town(getClass());

    @AfterEach
    void closeAndCompare() {
        assertThat(town.problem(Town.COUNTY)).isEmpty();
        assertThat(town.problem(Town.CITY)).isEmpty();
        town.close();
    }

    @Test
    void theSameRosterTakenInTwiceAtOnceIsAuthoredOnce() throws Exception {
        Callable<List<Authored>> author = () -> town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5"));
        List<List<Authored>> authored = atOnce(Town.COUNTY, author, author);
        assertThat(authored.get(0).get(0)).isInstanceOf(Authored.First.class);
        assertThat(authored.get(1).get(0)).isInstanceOf(Authored.Unchanged.class);
    }

    @Test
    void aRecordHandedHereAndTakenInTwiceAtOnceHasOneNextVersion() throws Exception {
        town.author(Town.COUNTY, Town.person(WANG, "医院"));
        town.settle();
        RecordId id = ((Authored.Unchanged)
                        town.author(Town.COUNTY, Town.person(WANG, "医院")).get(0))
                .id();
        town.node(Town.COUNTY).revise(id, Revision.handOver(Town.CITY));
        town.settle();
        Callable<List<Authored>> author = () -> town.author(Town.CITY, Town.person(WANG, "另一家"));
        List<List<Authored>> authored = atOnce(Town.CITY, author, author);
        assertThat(authored.get(0).get(0)).isInstanceOf(Authored.Next.class);
        assertThat(authored.get(1).get(0)).isInstanceOf(Authored.Unchanged.class);
    }

    @Test
    void oneVersionIsRevisedOnce() throws Exception {
        RecordVersion first = ((Authored.First)
                        town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5")).get(0))
                .version();
        Callable<Authored> revoke = () -> town.node(Town.COUNTY).revise(first.id(), Revision.revoke());
        List<Authored> revised = atOnce(Town.COUNTY, revoke, revoke);
        assertThat(revised.stream().map(each -> ((Authored.Next) each).version().version()))
                .containsExactly(2, 3);
    }

    @Test
    void aVersionAndItsPredecessorOfAnotherLedgerAreBothJudged() throws Exception {
        byte[] first = Forger.hour(Town.COUNTY, 'a', record -> record.put("holder", Town.SIBLING.value()));
        byte[] second = Forger.hour(Town.SIBLING, 'a', record -> {
            record.put("id", RECORD.toString()).put("version", 2);
            record.put("previous", RecordVersion.read(first, Town.SUITE.hash()).digest() + "");
            record.putArray("streams").add("above.370811/hours").add("above.370881/hours");
        });
        atOnce(
                Town.CITY,
                () -> receive(Town.COUNTY, new Forger(Town.hoursOf(Town.COUNTY)).frame(first)),
                () -> receive(Town.SIBLING, new Forger(Town.hoursOf(Town.SIBLING)).frame(second)));
        assertThat(town.held(Town.CITY, RECORD).orElseThrow().version()).isEqualTo(2);
    }

    /** What one ledger's records mean for another's is said under numbers of that other's, which goes on meanwhile. */
    @Test
    void whatIsRestatedOfABusyLedgerIsNumberedAfterWhatItSaysItself() throws Exception {
        byte[] first = Forger.hour(Town.COUNTY, 'a', record -> record.put("holder", Town.SIBLING.value()));
        byte[] second = Forger.hour(Town.SIBLING, 'a', record -> {
            record.put("id", RECORD.toString()).put("version", 2);
            record.put("previous", RecordVersion.read(first, Town.SUITE.hash()).digest() + "");
            record.putArray("streams").add("above.370811/hours").add("above.370881/hours");
        });
        LedgerId siblings = Town.hoursOf(Town.SIBLING);
        byte[] early = new Forger(siblings).frame(second);
        town.bring(Town.SIBLING, Town.CITY, early);
        byte[] next = new Forger(siblings)
                .at(1, 2, java.util.Optional.of(Forger.digest(early)))
                .frame(Forger.hour(Town.SIBLING, 'b', bad -> bad.putObject("content")));
        atOnce(
                Town.CITY,
                () -> receive(Town.SIBLING, next),
                () -> receive(Town.COUNTY, new Forger(Town.hoursOf(Town.COUNTY)).frame(first)));
        assertThat(town.outcomes(Town.CITY, siblings))
                .containsExactly("1/0 WAITING PREDECESSOR_MISSING", "2/0 REFUSED SCHEMA", "1/0 APPLIED");
    }

    /** What is corrected while it is sealed keeps its place in the parcel, as history. */
    @Test
    void aVersionThatIsReplacedWhileItIsSealedHasItsEvidence() throws Exception {
        RecordVersion first = ((Authored.First)
                        town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5")).get(0))
                .version();
        Callable<Object> seal = () -> town.sealed(Town.COUNTY);
        Callable<Object> correct = () -> town.author(Town.COUNTY, Town.hours(WANG, "C1", "6"));

        atOnce(Town.COUNTY, seal, correct);

        assertThat(evidence(first)).as("where version 1 was sealed").containsExactly("1/0");
        everythingIsSentAgain();
        assertThat(town.held(Town.CITY, first.id()).orElseThrow().version()).isEqualTo(2);
    }

    /** Two that change the same rows, each from its own end, would wait for each other. */
    @Test
    void sealingAndCorrectingManyRecordsDoNotWaitForEachOther() throws Exception {
        for (int round = 0; round < 8; round++) {
            Draft[] drafts = new Draft[600];
            Draft[] backwards = new Draft[drafts.length];
            for (int i = 0; i < drafts.length; i++) {
                drafts[i] = Town.hours(WANG, "C" + i, round + ".1");
                backwards[drafts.length - 1 - i] = Town.hours(WANG, "C" + i, round + ".2");
            }
            town.author(Town.COUNTY, drafts);
            int later = 10 * round;
            CompletableFuture<Object> seal = CompletableFuture.supplyAsync(() -> call(() -> {
                Thread.sleep(later);
                return town.sealed(Town.COUNTY);
            }));
            CompletableFuture<Object> correct =
                    CompletableFuture.supplyAsync(() -> call(() -> town.author(Town.COUNTY, backwards)));
            seal.get(30, TimeUnit.SECONDS);
            correct.get(30, TimeUnit.SECONDS);
            town.settle();
        }
        everythingIsSentAgain();
        long without = town.database(Town.COUNTY)
                .read(tx ->
                        tx.find("SELECT count(*) AS n FROM other_version WHERE ledger IS NULL", row -> row.number("n")))
                .orElseThrow();
        assertThat(without).as("versions without a place in a parcel").isZero();
    }

    /** What was held back is due again, and no record waits for company any more. */
    private void everythingIsSentAgain() {
        town.clock(Town.NOW.plusSeconds(60));
        town.settle();
    }

    private List<String> evidence(RecordVersion version) {
        return town.database(Town.COUNTY)
                .read(tx -> Versions.of(tx, List.of(version.id()), Town.SUITE.hash()).stream()
                        .filter(held -> held.version().equals(version))
                        .flatMap(held -> held.evidence().stream())
                        .map(place -> place.parcel().sequence() + "/" + place.index())
                        .toList());
    }

    private List<Envelope> receive(NodeId from, byte[] frame) {
        return town.node(Town.CITY).receive(new Envelope(from, new Message(Message.Type.PARCEL, frame)));
    }

    /** The first stops before its commit, until the second is done or evidently waits for it. */
    private <T> List<T> atOnce(NodeId at, Callable<T> first, Callable<T> second) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        town.database(at).commitPoints(new CommitPoints() {
            @Override
            public void before() {
                if (isFirst.getAndSet(false)) {
                    written.countDown();
                    await(done, 500);
                }
            }

            @Override
            public void after() {}
        });
        CompletableFuture<T> one = CompletableFuture.supplyAsync(() -> call(first));
        await(written, 10_000);
        CompletableFuture<T> two = CompletableFuture.supplyAsync(() -> {
            T result = call(second);
            done.countDown();
            return result;
        });
        List<T> results = List.of(one.get(20, TimeUnit.SECONDS), two.get(20, TimeUnit.SECONDS));
        town.database(at).commitPoints(CommitPoints.NONE);
        return results;
    }

    private static <T> T call(Callable<T> what) {
        try {
            return what.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch, int milliseconds) {
        try {
            // that it ran out is one of the two things waited for
            boolean unused = latch.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
