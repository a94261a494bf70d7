package org.jilian.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.jilian.directory.Federations.NOW;
import static org.jilian.directory.Federations.id;
import static org.jilian.directory.Federations.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.crypto.Certificates;
import org.jilian.record.Channel;
import org.jilian.record.KindName;
import org.jilian.record.RecordVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo federation of {@code config/federation}, read as its root authority does, and with one thing changed. */
class FederationFolderTest {
    private static final Path CONFIG = Path.of("config");

    private final Federations federations = Federations.gm();
    private final Directory nothing = Directory.trusting(List.of(federations.root.certificate()));

    @TempDir
    private Path temporary;

    private Path description;
    private Path kinds;
    private Path certificates;
    private FederationFolder folder;

    @BeforeEach
    void copy() throws IOException {
        description = temporary.resolve("federation");
        kinds = temporary.resolve("kinds");
        certificates = temporary.resolve("certificates");
        copy(CONFIG.resolve("federation"), description);
        copy(CONFIG.resolve("federation/nodes"), description.resolve("nodes"));
        copy(CONFIG.resolve("kinds"), kinds);
        certificate("roots", "ca", federations.root.certificate());
        certificate("authorities/2026", "ca", federations.authority.certificate());
        certificate("tls-authorities", "ca", federations.tlsAuthority.certificate());
        try (Stream<Path> nodes = Files.list(description.resolve("nodes"))) {
            for (Path file : nodes.toList()) {
                String node = file.getFileName().toString().replace(".yaml", "");
                for (Use use : List.of(Use.SIGN, Use.ENCRYPT, Use.TLS)) {
                    certificate("nodes/" + node, use.word(), federations.certificate(node, use, ""));
                }
            }
        }
        folder = new FederationFolder(description, kinds, certificates);
    }

    @Test
    void theDemoFederationIsReadWhole() {
        Directory demo = published(nothing);

        assertThat(demo.federation()).isEqualTo("jilian-demo");
        assertThat(demo.version()).isEqualTo(1);
        assertThat(demo.root()).isEqualTo(id("000000"));
        assertThat(demo.expires()).isEqualTo(NOW.plus(Duration.ofDays(400)));
        assertThat(demo.limits()).isEqualTo(Limits.STANDARD);
        assertThat(demo.sealing()).isEqualTo(Sealing.STANDARD);
        assertThat(demo.nodes()).hasSize(10);
        assertThat(demo.links()).hasSize(9);
        assertThat(demo.kind(new KindName("person"))).isPresent();
        assertThat(demo.parents(id("410225"))).containsExactly(id("410000"));
        assertThat(demo.node(id("370811")).orElseThrow().name().zh()).contains("任城");
    }

    @Test
    void inTheDemoTheNationReadsNoProtectedValueAndEverybodyElseDoes() {
        Directory demo = published(nothing);

        assertThat(demo.entitledTo(new Channel("registry"))).hasSize(9).doesNotContain(id("000000"));
        assertThat(demo.entitledTo(new Channel("hours"))).isEmpty();
    }

    @Test
    void inTheDemoTheCityHasTheHoursOfBothLines() {
        Directory demo = published(nothing);

        for (String origin : List.of("370811", "370811-wjw")) {
            assertThat(demo.reach(id(origin), stream("above." + origin + "/hours"))
                            .nodes())
                    .contains(id("370800"), id("370000"), id("000000"));
        }
    }

    @Test
    void inTheDemoTheProvincesCataloguesReachEveryNodeBelow() {
        assertThat(published(nothing)
                        .reach(id("370000"), stream("below.370000/programmes"))
                        .nodes())
                .isEqualTo(
                        Federations.ids("370000", "370200", "370800", "370811", "370881", "370800-wjw", "370811-wjw"));
    }

    @Test
    void anUnchangedFolderChangesTheFederationRecordAlone() {
        Directory version1 = published(nothing);

        assertThat(records(version1))
                .extracting(record -> record.kind().value())
                .containsExactly("federation");
    }

    @Test
    void onlyWhatWasEditedTravels() throws IOException {
        Directory version1 = published(nothing);
        edit("nodes/370811.yaml", "hours, certificates, programmes", "hours");
        edit("nodes/370881.yaml", "曲阜市人力", "曲阜市人事");

        assertThat(records(version1))
                .extracting(record -> record.kind().value())
                .containsExactlyInAnyOrder("federation", "link", "node");
    }

    @Test
    void aLinkThatIsNoLongerWrittenIsWithdrawn() throws IOException {
        edit("nodes/370811-wjw.yaml", "parents:\n", "parents:\n  - {node: 370800, line: government}\n");
        Directory version1 = published(nothing);
        edit("nodes/370811-wjw.yaml", "  - {node: 370800, line: government}\n", "");
        Directory version2 = published(version1);

        assertThat(version1.parents(id("370811-wjw"))).containsExactly(id("370800"), id("370800-wjw"));
        assertThat(version2.parents(id("370811-wjw"))).containsExactly(id("370800-wjw"));
    }

    @Test
    void aNodeWhoseFileIsGoneHasToBeClosedInstead() throws IOException {
        Directory version1 = published(nothing);
        Files.delete(description.resolve("nodes/410225.yaml"));

        assertThat(mistakes(version1))
                .singleElement()
                .asString()
                .contains("file for node 410225")
                .contains("closed");
    }

    @Test
    void aCertificateLaidBesideRotatesTheKey() throws IOException {
        Directory version1 = published(nothing);
        X509Certificate second = federations.certificate("370811", Use.SIGN, "second");
        certificate("nodes/370811", "sign-2027", second);
        Directory version2 = published(version1);
        Files.delete(certificates.resolve("nodes/370811/sign.cert.pem"));
        Directory version3 = published(version2);

        assertThat(version2.signer(id("370811"), second, NOW).entitled()).isTrue();
        assertThat(version3.signer(id("370811"), federations.certificate("370811", Use.SIGN, ""), NOW)
                        .entitled())
                .as("the old one, whose file is gone")
                .isTrue();
    }

    @Test
    void revocationsResetsAndKeysAreReadAndStayInForceWithoutAFile() throws IOException {
        String header = Federations.digest(7).toString();
        write("subject-keys/1.yaml", "epoch: 1\npart: 1\nnot-before: 2026-03-01T00:00:00Z\nwrapped: AAAA\n");
        write(
                "revocations/stolen.yaml",
                "fingerprint: " + header + "\nnode: 370811\nat: 2026-03-01T00:00:00Z\nreason: stolen\nledgers:\n"
                        + "  - {stream: above.370811/hours, last-good: {epoch: 1, sequence: 7, header: " + header
                        + "}, new-epoch: 2}\n");
        write(
                "resets/fork.yaml",
                "origin: 370881\nstream: above.370881/hours\nlast-good: {epoch: 1, sequence: 0}\nnew-epoch: 2\n"
                        + "reason: two backups\n");
        Directory version1 = published(nothing);
        Files.delete(description.resolve("revocations/stolen.yaml"));
        Files.delete(description.resolve("resets/fork.yaml"));
        Files.delete(description.resolve("subject-keys/1.yaml"));
        Directory version2 = published(version1);

        for (Directory directory : List.of(version1, version2)) {
            assertThat(directory.subjectKeys()).hasSize(1);
            assertThat(directory.epoch(id("370811"), stream("above.370811/hours")))
                    .isEqualTo(2);
            assertThat(directory.epoch(id("370881"), stream("above.370881/hours")))
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nodes/370811.yaml   | id: 370811                  | id: 37081                        | nodes/370811.yaml:2: 'id'      | six digits
            nodes/370811.yaml   | 370811, from: 2013-11-01    | 370811, from: 2013-13-01         | nodes/370811.yaml:6: 'from'    | like 2026-01-31
            nodes/370811.yaml   | line: government            | line: military                   | nodes/370811.yaml:8: 'line'    | government or industry
            nodes/370811.yaml   | reads-protected             | read-protected                   | nodes/370811.yaml:9: 'read-protected' | unknown
            nodes/370811.yaml   | reads-protected: [registry, certificates, supervision] | reads-protected: registry        | nodes/370811.yaml:9: 'reads-protected' | a list
            nodes/370811.yaml   | id: 370811                  | id:                              | nodes/370811.yaml:2: 'id'      | empty
            nodes/370811.yaml   | id: 370811                  | `id: 370811
            id: 370811`                                                                       | nodes/370811.yaml:3:           | Duplicate
            nodes/370811.yaml   | id: 370811                  | id: 370881                       | nodes/370881.yaml:             | only place
            nodes/370800.yaml   | localhost:61638             | localhost                        | nodes/370800.yaml:6: 'endpoint' | host:port
            federation.yaml     | suite: gm                   | suite: rsa                       | federation.yaml:               | gm or intl
            federation.yaml     | P400D                       | 400 days                         | federation.yaml:10: 'expires-after' | ISO 8601
            federation.yaml     | 5000                        | 50000                            | federation.yaml:               | 1 to 5000
            federation.yaml     | window: 32                  | window: many                     | federation.yaml:18: 'window'   | whole number
            """)
    void aMistakeIsNamedWithFileAndLine(String file, String right, String wrong, String place, String reason)
            throws IOException {
        edit(file, right, wrong);

        assertThat(mistakes(nothing))
                .anySatisfy(mistake -> assertThat(mistake).contains(place).contains(reason));
    }

    @Test
    void aFieldOfAKindThatNobodyReadsIsAMistake() throws IOException {
        Path person = kinds.resolve("person.yaml");
        String text = Files.readString(person, UTF_8);
        Files.writeString(person, "protectedFields: [name]\n" + text, UTF_8);

        assertThat(mistakes(nothing)).singleElement().asString().contains("person.yaml:1: 'protectedFields'");
    }

    @Test
    void aCertificateThatIsNoneIsAMistake() throws IOException {
        Files.writeString(certificates.resolve("nodes/370811/sign.cert.pem"), "nonsense", UTF_8);

        assertThat(mistakes(nothing)).singleElement().asString().contains("sign.cert.pem");
    }

    @Test
    void aFederationWithoutRootsIsAMistake() throws IOException {
        Files.delete(certificates.resolve("roots/ca.cert.pem"));

        assertThat(mistakes(nothing))
                .singleElement()
                .asString()
                .contains("roots")
                .contains("at least one");
    }

    @Test
    void everyMistakenFileIsNamed() throws IOException {
        edit("nodes/370811.yaml", "id: 370811", "id: 1");
        edit("nodes/370881.yaml", "id: 370881", "id: 2");

        assertThat(mistakes(nothing)).hasSize(2);
    }

    private Directory published(Directory current) {
        return current.next(records(current));
    }

    private List<RecordVersion> records(Directory current) {
        return folder.draft(current, NOW).records(current, federations.suite.hash(), NOW);
    }

    private List<String> mistakes(Directory current) {
        MisconfiguredException misconfigured =
                catchThrowableOfType(MisconfiguredException.class, () -> folder.draft(current, NOW));
        assertThat(misconfigured).as("a mistake").isNotNull();
        return misconfigured.mistakes();
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = description.resolve(file);
        String text = Files.readString(path, UTF_8);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to), UTF_8);
    }

    private void write(String file, String text) throws IOException {
        Path path = description.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, UTF_8);
    }

    private void certificate(String part, String name, X509Certificate certificate) throws IOException {
        Path directory = Files.createDirectories(certificates.resolve(part));
        Files.writeString(directory.resolve(name + ".cert.pem"), Certificates.pem(certificate), UTF_8);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
