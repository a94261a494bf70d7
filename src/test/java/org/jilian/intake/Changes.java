package org.jilian.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes files as transfers, careless writers and attackers do; the same random numbers make the same changes. */
final class Changes {
    /** Larger files than this are not made: what a small file may do to the machine is asked. */
    private static final int LARGEST = 1 << 17;

    private static final Pattern TOKEN =
            Pattern.compile("<[^<>]{0,200}>|\"[^\"\\n]{0,80}\"|&[^;\\s]{1,9};|[0-9.]+|\\p{L}+|\\s+|.", Pattern.DOTALL);

    private static final List<String> NUMBERS = List.of(
            "",
            "0",
            "-1",
            "1",
            "15",
            "255",
            "256",
            "499",
            "500",
            "65535",
            "65536",
            "16777215",
            "2147483647",
            "2147483648",
            "4294967295",
            "9223372036854775807",
            "99999999999999999999",
            "1e308",
            "1E999999999",
            "1e-999999999",
            "-1E-999999999",
            "1E99999999999",
            "1.2.3E5",
            "..e1",
            "NaN",
            "0x10",
            "1e5",
            "4.40524E+17");
    private static final byte[] SPECIAL = {
        0, 1, 9, 10, 13, 0x1A, '"', '<', '>', '&', ',', '{', '[', '\\', 0x7F, -128, -2, -1
    };

    private final Random random;

    Changes(Random random) {
        this.random = random;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    int below(int bound) {
        return random.nextInt(Math.max(1, bound));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One, or up to five: after many, most files end at the first. */
    int few() {
        return oneIn(2) ? 1 : 1 + below(5);
    }

    /** One to five changes that know nothing of what the bytes mean. */
    byte[] bytes(byte[] whole, byte[] other) {
        byte[] changed = whole;
        for (int i = few(); i > 0; i--) {
            changed = once(changed, other);
        }
        return changed.length > LARGEST ? Arrays.copyOf(changed, LARGEST) : changed;
    }

    private byte[] once(byte[] whole, byte[] other) {
        int at = below(whole.length);
        int to = Math.min(whole.length, at + below(oneIn(3) ? whole.length : 16));
        byte[] changed = whole.clone();
        return switch (below(10)) {
            case 0 -> set(changed, at, changed.length == 0 ? 0 : changed[at] ^ 1 << below(8));
            case 1 -> set(changed, at, SPECIAL[below(SPECIAL.length)]);
            case 2 -> Arrays.copyOf(whole, at);
            case 3 -> joined(Arrays.copyOf(whole, at), rest(whole, to));
            case 4 -> repeated(whole, at, to);
            case 5 -> {
                int second = Math.min(whole.length, to + below(64));
                yield joined(
                        Arrays.copyOf(whole, at),
                        Arrays.copyOfRange(whole, to, second),
                        Arrays.copyOfRange(whole, at, to),
                        rest(whole, second));
            }
            case 6 -> joined(Arrays.copyOf(whole, at), rest(other, below(other.length)));
            case 7 -> {
                int value = oneIn(2) ? random.nextInt() : 1 << below(32);
                for (int i = 0; i < (oneIn(2) ? 2 : 4); i++) {
                    changed = set(changed, at + i, value >> 8 * i);
                }
                yield changed;
            }
            case 8 -> {
                byte[] noise = new byte[1 + below(20)];
                random.nextBytes(noise);
                yield joined(Arrays.copyOf(whole, at), noise, rest(whole, at));
            }
            default -> {
                byte[] number = any(NUMBERS).getBytes(StandardCharsets.US_ASCII);
                yield joined(Arrays.copyOf(whole, at), number, rest(whole, to));
            }
        };
    }

    private static byte[] set(byte[] bytes, int at, int value) {
        if (at < bytes.length) {
            bytes[at] = (byte) value;
        }
        return bytes;
    }

    private byte[] repeated(byte[] whole, int from, int to) {
        byte[] block = Arrays.copyOfRange(whole, from, to);
        int times = Math.min(oneIn(8) ? 1 + below(5_000) : 1 + below(3), LARGEST / (block.length + 1));
        byte[] blocks = new byte[block.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(block, 0, blocks, i * block.length, block.length);
        }
        return joined(Arrays.copyOf(whole, to), blocks, rest(whole, to));
    }

    private static byte[] rest(byte[] whole, int from) {
        return Arrays.copyOfRange(whole, Math.min(from, whole.length), whole.length);
    }

    static byte[] joined(byte[]... parts) {
        byte[] whole =
                new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    /** One to five changes of a text's tokens: tags, quoted values, entities, numbers, words. */
    String text(String text, List<String> words) {
        List<String> tokens = tokens(text);
        for (int i = few(); i > 0 && !tokens.isEmpty(); i--) {
            change(tokens, words);
        }
        String changed = String.join("", tokens);
        return changed.length() > LARGEST ? changed.substring(0, LARGEST) : changed;
    }

    /** Other numbers and more elements in a text of markup that stays as well formed as it was. */
    String markup(String text, List<String> words) {
        List<String> elements = words.stream()
                .filter(word -> word.matches("(?s)<[^!?/<>][^<>]*/>|<([^!?/<>\\s]+)( [^<>]*)?>.*</\\1>"))
                .toList();
        List<String> tokens = tokens(text);
        for (int i = few(); i > 0; i--) {
            int at = below(tokens.size());
            if (oneIn(2)) {
                number(tokens, any(NUMBERS));
            } else if (tokens.get(at).startsWith("<") && text.indexOf(tokens.get(at)) > text.length() / 5) {
                tokens.add(at, repeated(any(elements), oneIn(8) ? below(500) : 1));
            }
        }
        return String.join("", tokens);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }

    private void change(List<String> tokens, List<String> words) {
        int at = below(tokens.size());
        String there = tokens.get(at);
        switch (below(9)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.set(at, repeated(there, oneIn(8) ? 1 + below(3_000) : 2));
            case 2 -> tokens.set(at, tokens.set(below(tokens.size()), there));
            case 3 -> tokens.add(at, any(words));
            case 4 -> tokens.set(at, any(words));
            case 5 -> number(tokens, any(NUMBERS));
            case 6 -> tokens.add(at, repeated(any(words), oneIn(8) ? 1 + below(2_000) : 40));
            case 7 -> {
                // a run of tokens again and again
                int to = Math.min(tokens.size(), at + 1 + below(oneIn(3) ? 60 : 6));
                String run = String.join("", tokens.subList(at, to));
                tokens.set(at, repeated(run, 1 + below(oneIn(8) ? 500 : 3)));
            }
            default -> inside(tokens, at, any(words));
        }
    }

    private static String repeated(String text, int times) {
        return text.repeat(Math.min(times, LARGEST / (text.length() + 1) + 1));
    }

    private void number(List<String> tokens, String number) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).matches("\"?[0-9.]+\"?|<[^?].*\"[0-9]+\".*>")) {
                places.add(i);
            }
        }
        if (!places.isEmpty()) {
            int at = any(places);
            tokens.set(at, tokens.get(at).replaceFirst("[0-9.]+", number));
        }
    }

    private void inside(List<String> tokens, int at, String word) {
        String there = tokens.get(at);
        int split = below(there.length());
        tokens.set(at, there.substring(0, split) + word + there.substring(split));
    }
}
