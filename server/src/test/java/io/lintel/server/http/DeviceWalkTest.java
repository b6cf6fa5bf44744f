package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two browsers and the devices of two clients walk at random: steps are taken again, in the other browser, with
/// parts of others; codes are shown by the other client. Tokens come only to the client that asked, once, and only for
/// a device whose every step one browser took.
@Tag("SEC-E4")
@Tag("SEC-E5")
@Tag("SEC-E6")
@Tag("SEC-A14")
@Tag("SEC-B4")
@Tag("SEC-D1")
final class DeviceWalkTest {

    private static final int WALKS = 3;
    private static final int STEPS = 300;

    private static final List<Map<String, String>> CLIENTS =
            List.of(Map.of("client_id", "tv"), Map.of("client_id", "box", "client_secret", "box-secret"));

    private enum Answer {
        NONE,
        YES,
        NO
    }

    @Test
    void noWalkYieldsTokensWithoutAllSteps() {
        var fetched = 0L;
        try (var server = TestServer.start(TestServer.STANDARD + Television.CLIENTS)) {
            for (var seed = 0; seed < WALKS; seed++) {
                try (var walk = new Walk(server, seed)) {
                    for (var i = 0; i < STEPS; i++) {
                        walk.step();
                    }
                    walk.finish();
                    fetched += walk.devices.stream()
                            .filter(device -> device.fetched)
                            .count();
                }
            }
        }
        // A walk that never arrives proves nothing.
        assertThat(fetched).isGreaterThan(WALKS * 2);
    }

    private static final class Device {
        private final int client;
        private final HttpResponse<String> asked;
        private Answer answer = Answer.NONE;
        private boolean fetched;

        private Device(int client, HttpResponse<String> asked) {
            this.client = client;
            this.asked = asked;
        }
    }

    /// One step that a browser was given.
    ///
    /// @param device by its number; the form in which a code is typed belongs to none
    private record Step(int device, int browser, URI uri, Map<String, String> form) {}

    private static final class Walk implements AutoCloseable {

        private final TestServer server;
        private final Random random;
        private final String name;
        private final TestBrowser wire = new TestBrowser();
        private final Television television;
        private final List<TestBrowser> browsers = List.of(new TestBrowser(), new TestBrowser());
        private final List<Device> devices = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();

        Walk(TestServer server, int seed) {
            this.server = server;
            this.random = new Random(seed);
            this.name = "seed " + seed;
            this.television = new Television(server, wire);
        }

        void step() {
            if (steps.isEmpty() || random.nextInt(12) == 0) {
                ask();
            } else if (random.nextInt(6) == 0) {
                poll(devices.get(random.nextInt(devices.size())), random.nextInt(CLIENTS.size()));
            } else {
                var newest = random.nextInt(3) == 0 ? steps.size() : Math.min(steps.size(), 3);
                var step = steps.get(steps.size() - 1 - random.nextInt(newest));
                if (random.nextInt(3) == 0) {
                    takeSpoiled(step);
                } else {
                    take(step.browser(), step.uri(), step.form());
                }
            }
        }

        /// What was approved and never fetched is there for the client that asked.
        void finish() {
            devices.forEach(device -> poll(device, 1 - device.client));
            devices.forEach(device -> poll(device, device.client));
            assertThat(devices).as(name).allMatch(device -> device.fetched == (device.answer == Answer.YES));
        }

        private void ask() {
            var client = random.nextInt(CLIENTS.size());
            var asked = television.ask(CLIENTS.get(client));
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
            devices.add(new Device(client, asked));
            steps.add(new Step(
                    devices.size() - 1,
                    random.nextInt(2),
                    server.at("/device/auth/verify_code"),
                    Map.of("user_code", Shop.member(asked, "user_code"))));
        }

        private void poll(Device device, int client) {
            var polled = television.poll(device.asked, CLIENTS.get(client));
            assertThat(polled.statusCode()).as(name).isIn(200, 400);
            if (polled.statusCode() == 200) {
                assertThat(client).as(name + ": another client").isEqualTo(device.client);
                assertThat(device.answer).as(name).isEqualTo(Answer.YES);
                assertThat(device.fetched).as(name + ": once").isFalse();
                device.fetched = true;
            } else if (client == device.client && device.answer == Answer.NO) {
                assertThat(Television.error(polled)).as(name).isEqualTo("access_denied");
            }
        }

        private void takeSpoiled(Step step) {
            var other = steps.get(random.nextInt(steps.size()));
            var form = new LinkedHashMap<>(step.form());
            switch (random.nextInt(4)) {
                case 0 -> take(1 - step.browser(), step.uri(), form);
                case 1 -> {
                    form.keySet().removeIf(_ -> random.nextBoolean());
                    take(step.browser(), step.uri(), form);
                }
                case 2 -> {
                    other.form().forEach((field, value) -> form.computeIfPresent(field, (_, mine) -> value));
                    take(step.browser(), step.uri(), form);
                }
                default -> take(step.browser(), other.uri(), form);
            }
        }

        private void take(int browser, URI uri, Map<String, String> form) {
            var answer = form.isEmpty()
                    ? browsers.get(browser).get(uri)
                    : browsers.get(browser).post(uri, form);
            assertThat(answer.statusCode()).as(name).isLessThan(500);
            var page = Jsoup.parse(answer.body(), answer.uri().toString());
            var said = page.selectFirst("#device-approved, #device-denied");
            var number = find(browser, uri, form);
            if (said != null) {
                var device = devices.get(number.orElseThrow(() -> new AssertionError(name + ": never given")));
                assertThat(device.answer).as(name + ": one answer").isEqualTo(Answer.NONE);
                device.answer = said.id().equals("device-approved") ? Answer.YES : Answer.NO;
            }
            // A code that was typed belongs to its device, whatever form it was typed into.
            Optional.ofNullable(form.get("user_code"))
                    .flatMap(this::withCode)
                    .or(() -> number)
                    .ifPresent(device -> {
                        if (answer.headers().firstValue("Location").isPresent()) {
                            steps.add(new Step(device, browser, TestBrowser.location(answer), Map.of()));
                        }
                        page.select("main a[href*='/device/login/mock'], main a[href*='/device/login/door']")
                                .forEach(link -> steps.add(
                                        new Step(device, browser, URI.create(link.absUrl("href")), Map.of())));
                        Optional.ofNullable(page.selectFirst("main form:has(input[name=hmac])"))
                                .ifPresent(found -> steps.add(filled(device, browser, found)));
                    });
        }

        private Optional<Integer> withCode(String typed) {
            for (var i = 0; i < devices.size(); i++) {
                if (Shop.member(devices.get(i).asked, "user_code").equals(typed)) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }

        private Step filled(int device, int browser, Element form) {
            var fields = new LinkedHashMap<String, String>();
            form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
            if (form.selectFirst("input[name=password]") == null) {
                var shown = form.ownerDocument() == null
                        ? ""
                        : form.ownerDocument().select("#user-code").text();
                assertThat(shown)
                        .as(name + ": the code that is shown is that of the device")
                        .isEqualTo(Shop.member(devices.get(device).asked, "user_code"));
                fields.put("approval", random.nextInt(4) == 0 ? "rejected" : "approve");
            } else {
                fields.put("login", "walter");
                fields.put("password", random.nextInt(4) == 0 ? "wrong" : "open sesame");
            }
            return new Step(device, browser, URI.create(form.absUrl("action")), fields);
        }

        /// The device for which the server gave this browser this address and this MAC.
        private Optional<Integer> find(int browser, URI uri, Map<String, String> form) {
            return steps.stream()
                    .filter(step -> step.browser() == browser
                            && step.uri().equals(uri)
                            && Objects.equals(step.form().get("hmac"), form.get("hmac"))
                            && step.form().isEmpty() == form.isEmpty())
                    .map(Step::device)
                    .findFirst();
        }

        @Override
        public void close() {
            browsers.forEach(TestBrowser::close);
            wire.close();
        }
    }
}
