package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a figure was measured on, as far as the machine says. */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    public static ObjectNode facts() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return JsonNodeFactory.instance
                .objectNode()
                .put("processor", processor())
                .put("processors", system.getAvailableProcessors())
                .put("memoryMiB", system.getTotalMemorySize() >> 20)
                .put("loadAverage", system.getSystemLoadAverage())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** Of all PostgreSQL servers on this machine together; 0 where they cannot be seen. */
    static long postgresCpuMillis() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::info)
                .filter(info ->
                        info.command().map(path -> path.endsWith("/postgres")).orElse(false))
                .mapToLong(
                        info -> info.totalCpuDuration().map(Duration::toMillis).orElse(0L))
                .sum();
    }

    private static String processor() {
        try {
            return Files.readAllLines(PROCESSORS, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            // not Linux
            return System.getProperty("os.arch");
        }
    }
}
