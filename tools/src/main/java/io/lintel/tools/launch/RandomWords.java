package io.lintel.tools.launch;

import static java.util.stream.Collectors.joining;

import java.security.SecureRandom;
import java.util.stream.IntStream;

/// Random text in groups of four letters and digits that are not mistaken for each other: about 20 bits each.
public final class RandomWords {

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecureRandom random = new SecureRandom();

    public String next(int groups) {
        return IntStream.range(0, groups).mapToObj(_ -> group()).collect(joining("-"));
    }

    private String group() {
        return random.ints(4, 0, ALPHABET.length())
                .mapToObj(letter -> ALPHABET.substring(letter, letter + 1))
                .collect(joining());
    }
}
