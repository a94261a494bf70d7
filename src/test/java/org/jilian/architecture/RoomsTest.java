package org.jilian.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which room may open which, and which room owns which library. */
@AnalyzeClasses(packages = "org.jilian", importOptions = MainOnly.class)
class RoomsTest {
    private static final String ROOT = "org.jilian.";

    /**
     * As in {@code docs/architecture.md}. Where a room opens more than its floor suggests, the reason stands beside it;
     * {@code cli} opens all.
     */
    private static final Map<String, Set<String>> MAY_OPEN = new TreeMap<>(Map.ofEntries(
            Map.entry("record", Set.of()),
            Map.entry("rules", Set.of("record")),
            Map.entry("crypto", Set.of("record")),
            Map.entry("ledger", Set.of("record", "crypto")),
            Map.entry("directory", Set.of("record", "crypto")),
            Map.entry("store", Set.of("record", "ledger")),
            // crypto: it signs receipts and parcels, verifies others' and wraps disclosures, by the suite handed in
            Map.entry("exchange", Set.of("record", "rules", "crypto", "ledger", "directory", "store")),
            Map.entry("reconcile", Set.of("record", "rules", "crypto", "ledger", "directory", "store", "exchange")),
            Map.entry("certificate", Set.of("record", "rules", "crypto", "ledger", "directory", "store", "exchange")),
            // crypto: it works out digests and reads the keys' suite from whoever asks, as certificates do
            Map.entry("statistics", Set.of("record", "rules", "crypto", "directory", "store", "exchange")),
            // certificate: an archive judges hours as a certificate would
            Map.entry(
                    "archive",
                    Set.of("record", "rules", "crypto", "ledger", "directory", "store", "exchange", "certificate")),
            Map.entry("duplicates", Set.of("record", "rules", "crypto", "ledger", "directory", "store", "exchange")),
            Map.entry("intake", Set.of("record", "rules", "store")),
            Map.entry("delivery", Set.of("record", "store")),
            // record: queues are named by NodeId
            Map.entry("broker", Set.of("record", "directory")),
            // broker: it carries what the routes send; record and directory: neighbours are NodeIds of the directory
            Map.entry(
                    "route",
                    Set.of("record", "directory", "store", "exchange", "reconcile", "intake", "delivery", "broker")),
            Map.entry("console", Set.of("record", "rules", "directory", "store", "exchange", "reconcile", "intake")),
            // not in a node that serves: federations in memory, for tests and the command line
            Map.entry("simulate", Set.of("record", "crypto", "ledger", "directory", "store", "exchange"))));

    private static final String[] PLAIN = {
        "org.jilian.record..",
        "org.jilian.rules..",
        "org.jilian.crypto..",
        "org.jilian.ledger..",
        "org.jilian.directory..",
        "org.jilian.store..",
        "org.jilian.exchange..",
        "org.jilian.reconcile..",
        "org.jilian.certificate..",
        "org.jilian.statistics..",
        "org.jilian.archive..",
        "org.jilian.duplicates..",
        "org.jilian.intake..",
        "org.jilian.delivery..",
        "org.jilian.simulate.."
    };

    @ArchTest
    static void aRoomOpensOnlyTheRoomsBelowIt(JavaClasses classes) {
        Set<String> broken = new TreeSet<>();
        for (JavaClass each : classes) {
            String room = room(each);
            if (room.equals("cli")) {
                continue;
            }
            assertThat(MAY_OPEN)
                    .as("the room of " + each.getName() + " has a line in the table")
                    .containsKey(room);
            each.getDirectDependenciesFromSelf().stream()
                    .filter(dependency ->
                            dependency.getTargetClass().getPackageName().startsWith(ROOT))
                    .filter(dependency -> !room(dependency.getTargetClass()).equals(room))
                    .filter(dependency ->
                            !MAY_OPEN.getOrDefault(room, Set.of()).contains(room(dependency.getTargetClass())))
                    .forEach(dependency -> broken.add(
                            room + " opens " + room(dependency.getTargetClass()) + ": " + dependency.getDescription()));
        }
        assertThat(broken).isEmpty();
    }

    @ArchTest
    static void theRoomsAreThere(JavaClasses classes) {
        Set<String> rooms = new HashSet<>();
        classes.forEach(each -> rooms.add(room(each)));
        assertThat(rooms).contains("record", "ledger", "exchange", "route", "cli");
    }

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.jilian.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule LOWER_FLOORS_ARE_PLAIN = noClasses()
            .that()
            .resideInAnyPackage(PLAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.camel..", "org.apache.activemq..", "jakarta..")
            .because("every step of the protocol runs in a simulator and without a container");

    @ArchTest
    static final ArchRule CRYPTO_OWNS_BOUNCY_CASTLE = noClasses()
            .that()
            .resideOutsideOfPackage("org.jilian.crypto..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule STORE_OWNS_JDBC = noClasses()
            .that()
            .resideOutsideOfPackage("org.jilian.store..")
            .and()
            // the platforms' databases, never the node's own
            .resideOutsideOfPackage("org.jilian.intake.table..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are JDBC, but for SQLException, which a transaction's lambda may throw",
                    (JavaClass target) -> (target.getPackageName().startsWith("java.sql")
                                    || target.getPackageName().startsWith("javax.sql"))
                            && !target.getSimpleName().equals("SQLException")));

    @ArchTest
    static final ArchRule ROUTE_OWNS_CAMEL = noClasses()
            .that()
            .resideOutsideOfPackage("org.jilian.route..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule BROKER_OWNS_ARTEMIS = noClasses()
            .that()
            // route: the application's auto-configuration names the embedded broker's class
            .resideOutsideOfPackages("org.jilian.broker..", "org.jilian.route..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.activemq..");

    @ArchTest
    static final ArchRule CERTIFICATE_OWNS_PAPER = noClasses()
            .that()
            .resideOutsideOfPackage("org.jilian.certificate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.openhtmltopdf..", "org.apache.pdfbox..", "org.apache.fontbox..", "com.google.zxing..");

    /** A clock is made where a program begins; every other room is handed one. */
    @ArchTest
    static final ArchRule TIME_IS_HANDED_IN = noClasses()
            .that()
            .resideOutsideOfPackage("org.jilian.cli..")
            .should()
            .callMethodWhere(DescribedPredicate.describe("it reads or makes a clock", RoomsTest::readsTheTime));

    @ArchTest
    static final ArchRule ROOMS_SAY_WHAT_THEY_ARE =
            classes().should(new EveryPackageIsDescribed()).because("package-info.java says it in one sentence");

    private static final Map<Class<?>, Set<String>> TIME = Map.of(
            Instant.class, Set.of("now"),
            LocalDate.class, Set.of("now"),
            LocalDateTime.class, Set.of("now"),
            OffsetDateTime.class, Set.of("now"),
            ZonedDateTime.class, Set.of("now"),
            System.class, Set.of("currentTimeMillis"),
            Clock.class, Set.of("systemUTC", "systemDefaultZone", "system"));

    private static boolean readsTheTime(JavaMethodCall call) {
        boolean givenAClock = call.getTarget().getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.isEquivalentTo(Clock.class));
        return !givenAClock
                && TIME.entrySet().stream()
                        .anyMatch(each -> call.getTargetOwner().isEquivalentTo(each.getKey())
                                && each.getValue().contains(call.getName()));
    }

    static String room(JavaClass each) {
        String name = each.getPackageName();
        return name.startsWith(ROOT)
                ? Arrays.stream(name.substring(ROOT.length()).split("\\."))
                        .findFirst()
                        .orElse("")
                : "";
    }
}
