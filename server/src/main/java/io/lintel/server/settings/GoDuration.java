package io.lintel.server.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// Durations as a dex file writes them: `1h30m`, `1.5h`, `300ms`, `0`.
public final class GoDuration {

    private static final int LONGEST = 64;
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|\u00B5s|\u03BCs|ms|s|m|h)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00B5s", 1_000L,
            "\u03BCs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /// @throws IllegalArgumentException if the text is none; the message continues the path of its key
    public static Duration parse(String text) {
        var unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return Duration.ZERO;
        }
        var nanoseconds = BigInteger.ZERO;
        var part = PART.matcher(unsigned);
        var at = 0;
        while (unsigned.length() <= LONGEST && at < unsigned.length() && part.find(at) && part.start() == at) {
            nanoseconds = nanoseconds.add(nanoseconds(part.group(1), part.group(2)));
            at = part.end();
        }
        if (at == 0 || at < unsigned.length()) {
            throw new IllegalArgumentException(
                    unsigned.chars().allMatch(Character::isDigit) && !unsigned.isEmpty()
                            ? "is not a duration: a unit is missing (write 30s, 5m or 24h)"
                            : "is not a duration such as 24h, 1h30m or 500ms (units are ns, us, ms, s, m and h)");
        }
        if (nanoseconds.bitLength() > 63) {
            throw new IllegalArgumentException("is too long a duration: there are at most 292 years");
        }
        var duration = Duration.ofNanos(nanoseconds.longValueExact());
        return text.startsWith("-") ? duration.negated() : duration;
    }

    private static BigInteger nanoseconds(String number, String unit) {
        return new BigDecimal(number)
                .multiply(BigDecimal.valueOf(NANOSECONDS.getOrDefault(unit, 0L)))
                .setScale(0, RoundingMode.DOWN)
                .unscaledValue();
    }
}
