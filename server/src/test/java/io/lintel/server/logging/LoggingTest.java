package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.lintel.secret.Secret;
import io.lintel.server.settings.LoggerSettings;
import io.lintel.server.settings.LoggerSettings.Format;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

final class LoggingTest {

    private static final String SHAPE = "time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z ";

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void textHasTheNamesOfDex() {
        var log = configured(LoggerSettings.Level.INFO, Format.TEXT);

        mdc.put("request_id", "r1");
        log.atInfo()
                .addKeyValue("client_id", "shop")
                .addKeyValue("note", "two words")
                .log("login began");

        assertThat(written())
                .matches(SHAPE + "level=INFO msg=\"login began\" logger=test request_id=r1 client_id=shop "
                        + "note=\"two words\"\n");
    }

    @Test
    void jsonIsOneObjectPerRecordWithTypedValues() {
        var log = configured(LoggerSettings.Level.INFO, Format.JSON);

        mdc.put("request_id", "r1");
        log.atWarn().addKeyValue("groups", 3).addKeyValue("given", true).log("a {}", "b");

        assertThat(json(written()))
                .containsEntry("level", "WARN")
                .containsEntry("msg", "a b")
                .containsEntry("logger", "test")
                .containsEntry("request_id", "r1")
                .containsEntry("groups", 3)
                .containsEntry("given", true)
                .containsKey("time");
    }

    @Test
    void excludedFieldsAreInNoRecord() {
        for (var format : Format.values()) {
            out.reset();
            Logging.configure(
                    context,
                    new LoggerSettings(LoggerSettings.Level.INFO, format, List.of("email", "request_id")),
                    out);
            context.setMDCAdapter(mdc);
            mdc.put("request_id", "hidden-by-name");

            context.getLogger("test")
                    .atInfo()
                    .addKeyValue("email", "alice@example.org")
                    .addKeyValue("kept", "yes")
                    .log("message");

            assertThat(written())
                    .contains("kept")
                    .doesNotContain("alice")
                    .doesNotContain("email")
                    .doesNotContain("request_id")
                    .doesNotContain("hidden-by-name");
        }
    }

    @Test
    void pairOfTheRecordWinsOverTheContext() {
        var log = configured(LoggerSettings.Level.INFO, Format.JSON);

        mdc.put("user_id", "context");
        log.atInfo()
                .addKeyValue("user_id", "record")
                .addKeyValue("msg", "not the message")
                .log("m");

        assertThat(json(written()))
                .containsEntry("user_id", "record")
                .containsEntry("msg", "m")
                .containsEntry("msg_", "not the message");
    }

    @Test
    void levelIsTheThreshold() {
        var log = configured(LoggerSettings.Level.WARN, Format.TEXT);

        log.info("not this");
        log.warn("this");

        assertThat(written()).contains("msg=this").doesNotContain("not");
        assertThat(configured(LoggerSettings.Level.OFF, Format.TEXT).isErrorEnabled())
                .isFalse();
        assertThat(configured(LoggerSettings.Level.DEBUG, Format.TEXT).isDebugEnabled())
                .isTrue();
    }

    @Test
    void librariesSpeakUpOnlyWhenSomethingIsWrong() {
        configured(LoggerSettings.Level.INFO, Format.TEXT);

        assertThat(context.getLogger("io.micronaut.context").isInfoEnabled()).isFalse();
        assertThat(context.getLogger("io.netty.channel").isWarnEnabled()).isTrue();
        configured(LoggerSettings.Level.DEBUG, Format.TEXT);
        assertThat(context.getLogger("io.micronaut.context").isDebugEnabled()).isTrue();
        configured(LoggerSettings.Level.ERROR, Format.TEXT);
        assertThat(context.getLogger("io.netty.channel").isWarnEnabled()).isFalse();
    }

    /// They quote the message of a stranger, even in an error.
    @ParameterizedTest
    @Tag("SEC-K12")
    @ValueSource(
            strings = {
                "org.opensaml.saml.security.impl.SAMLSignatureProfileValidator",
                "org.apache.xml.security.signature.Reference",
                "net.shibboleth.utilities.java.support.xml.DOMTypeSupport"
            })
    void whatLibrariesTellOfSamlMessagesIsWrittenAtNoLevel(String library) {
        configured(LoggerSettings.Level.DEBUG, Format.TEXT);

        context.getLogger(library).error("Reference URI '#alice' did not resolve");

        assertThat(written()).isEmpty();
    }

    @Test
    @Tag("SEC-L6")
    void whatLibrariesTellOfRequestsIsWrittenAtNoLevel() {
        configured(LoggerSettings.Level.DEBUG, Format.TEXT);

        var telltale = context.getLogger("io.micronaut.http.server.netty.NettyRequestLifecycle");
        telltale.setLevel(Level.TRACE);
        telltale.debug("Request GET /callback?code=canary");
        telltale.warn("something is wrong");

        assertThat(written()).contains("something is wrong").doesNotContain("canary");
    }

    @ParameterizedTest
    @Tag("SEC-L5")
    @Tag("SEC-L6")
    @ValueSource(
            strings = {
                "\n",
                "\r",
                "\r\n",
                "\u0000",
                "\u001b[31m",
                "\u007f",
                "\u0085",
                "\u009b",
                "\u2028",
                "\u2029",
                "\u202e",
                "\u200b",
                "\ufeff",
                "\u000b",
                "\f",
                "\ud800",
                "\udc00x"
            })
    void recordStaysOneLineWhateverIsInIt(String evil) {
        var forged = "x" + evil + "time=2026-01-01T00:00:00Z level=INFO msg=forged";
        for (var format : Format.values()) {
            out.reset();
            var log = configured(LoggerSettings.Level.INFO, format);
            mdc.put("forged", forged);

            log.atInfo()
                    .addKeyValue("key" + evil, forged)
                    .addKeyValue("value", forged)
                    .log(forged);

            var line = written();
            assertThat(line).endsWith("\n");
            var body = line.substring(0, line.length() - 1);
            assertThat(body).doesNotContain(evil);
            assertThat(body.chars().anyMatch(Character::isISOControl)).isFalse();
            if (format == Format.JSON) {
                var told = withoutHalves(forged);
                assertThat(json(line)).containsEntry("msg", told).containsEntry("value", told);
            }
        }
    }

    /// Half of a surrogate pair is no character, and JSON has none for it.
    private static String withoutHalves(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void halfOfAPairBecomesTheReplacementCharacter() {
        configured(LoggerSettings.Level.INFO, Format.JSON).info("a\ud800b\udc00c");

        assertThat(json(written())).containsEntry("msg", "a\ufffdb\ufffdc");
    }

    @Test
    void otherScriptsAndPairsStayReadable() {
        configured(LoggerSettings.Level.INFO, Format.TEXT).info("Zoë Ωμέγα 日本 🙂");

        assertThat(written()).contains("msg=\"Zoë Ωμέγα 日本 🙂\"");
    }

    @Test
    @Tag("SEC-L5")
    void exceptionCannotForgeARecord() {
        var thrown = new IllegalStateException("first\ntime=2026-01-01T00:00:00Z level=INFO msg=forged\u001b[2J");

        configured(LoggerSettings.Level.INFO, Format.TEXT).error("failed", thrown);
        var text = written();
        out.reset();
        configured(LoggerSettings.Level.INFO, Format.JSON).error("failed", thrown);

        assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    "));
        assertThat(text).doesNotContain("\u001b").contains("LoggingTest.exceptionCannotForgeARecord");
        assertThat(written().lines()).hasSize(1);
        assertThat(String.valueOf(json(written()).get("stack_trace")))
                .startsWith("java.lang.IllegalStateException: first\n")
                .contains("LoggingTest.exceptionCannotForgeARecord");
    }

    @Test
    void hugeStringsAreCut() {
        configured(LoggerSettings.Level.INFO, Format.JSON)
                .atInfo()
                .addKeyValue("value", "v".repeat(1_000_000))
                .log("m".repeat(1_000_000));

        assertThat(written().length()).isLessThan(20_000);
    }

    @Test
    @Tag("SEC-L6")
    void secretIsNotShown() {
        configured(LoggerSettings.Level.INFO, Format.JSON)
                .atInfo()
                .addKeyValue("password", Secret.of("canary"))
                .log("m {}", Secret.of("canary"));

        assertThat(written()).doesNotContain("canary").contains("[secret]");
    }

    @Test
    void recordsOfTheJdkAreFormattedBeforeTheyArePassedOn() {
        var passing = new JavaLogging.Passing();
        var record = new LogRecord(java.util.logging.Level.FINE, "{0} of {1}");
        record.setLoggerName("io.lintel.jdk");
        record.setParameters(new Object[] {1, 2});
        var root = (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("io.lintel.jdk");
        var heard = new ch.qos.logback.core.read.ListAppender<ch.qos.logback.classic.spi.ILoggingEvent>();
        heard.start();
        root.addAppender(heard);
        root.setLevel(Level.DEBUG);
        try {
            passing.publish(record);
        } finally {
            root.detachAppender(heard);
        }

        assertThat(heard.list).hasSize(1);
        assertThat(heard.list.getFirst().getFormattedMessage()).isEqualTo("1 of 2");
        assertThat(heard.list.getFirst().getLevel()).isEqualTo(Level.DEBUG);
    }

    private Logger configured(LoggerSettings.Level level, Format format) {
        Logging.configure(context, new LoggerSettings(level, format, List.of()), out);
        context.setMDCAdapter(mdc);
        return context.getLogger("test");
    }

    private String written() {
        return out.toString(UTF_8);
    }

    @SuppressWarnings("unchecked") // an object of JSON
    private static Map<String, Object> json(String line) {
        try {
            return Objects.requireNonNull(JsonMapper.createDefault().readValue(line, Map.class));
        } catch (IOException malformed) {
            throw new AssertionError(line, malformed);
        }
    }
}
