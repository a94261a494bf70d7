package org.jilian.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Looks for document and phone numbers in every byte below a directory, in each charset they could lie in. */
final class ClearText {
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])(?:[0-9]{17}[0-9Xx]|1[0-9]{10})(?![0-9])");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    /** By what they begin with. */
    private final Map<Integer, List<byte[]>> patterns = new HashMap<>();

    private final boolean[] begins = new boolean[1 << 16];

    ClearText(Set<String> secrets) {
        Set<String> known = new TreeSet<>();
        for (String secret : secrets) {
            for (Charset charset : CHARSETS) {
                byte[] pattern = secret.getBytes(charset);
                if (known.add(Arrays.toString(pattern))) {
                    patterns.computeIfAbsent(four(pattern, 0), unused -> new ArrayList<>())
                            .add(pattern);
                    begins[two(pattern, 0)] = true;
                }
            }
        }
    }

    /** All numbers of a folder of rosters, whatever their form. */
    static Set<String> numbersIn(Path rosters) throws IOException {
        Set<String> numbers = new TreeSet<>();
        try (Stream<Path> files = Files.list(rosters)) {
            for (Path file : files.toList()) {
                List<byte[]> parts = new ArrayList<>(List.of(Files.readAllBytes(file)));
                parts.addAll(unzipped(file));
                for (byte[] part : parts) {
                    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
                        // full-width digits are digits
                        String text = Normalizer.normalize(new String(part, charset), Normalizer.Form.NFKC);
                        for (Matcher matcher = NUMBER.matcher(text); matcher.find(); ) {
                            numbers.add(matcher.group());
                        }
                    }
                }
            }
        }
        return numbers;
    }

    /** @return the files that hold one, workbooks unpacked */
    List<Path> in(Path directory, Predicate<Path> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(Files::isRegularFile).filter(wanted).sorted().toList()) {
                if (holds(file)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private boolean holds(Path file) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return holds(bytes) || unzipped(file).stream().anyMatch(this::holds);
        } catch (NoSuchFileException e) {
            // a running node moves and removes files of its own
            return false;
        }
    }

    private boolean holds(byte[] bytes) {
        for (int at = 0; at + 4 <= bytes.length; at++) {
            if (begins[two(bytes, at)]) {
                for (byte[] pattern : patterns.getOrDefault(four(bytes, at), List.of())) {
                    if (at + pattern.length <= bytes.length
                            && Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static int two(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static int four(byte[] bytes, int at) {
        return two(bytes, at) << 16 | two(bytes, at + 2);
    }

    private static List<byte[]> unzipped(Path file) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        if (file.toString().endsWith(".xlsx")) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        entries.add(in.readAllBytes());
                    }
                }
            }
        }
        return entries;
    }
}
