package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SEC-I5")
final class PageTrailTest {

    private static final URI FIRST = URI.create("https://api.example.org/list");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://api.example.org/list?page=2>; rel=\"next\"",
                "<https://api.example.org/list?page=2>; rel=next",
                "<https://api.example.org/list?page=2>;rel=\"next\", <https://api.example.org/list?page=9>;rel=\"last\"",
                "<https://api.example.org/list?page=9>; rel=\"last\" , <https://api.example.org/list?page=2>; rel=\"next\"",
                "</list?page=9>; rel=last,<?page=2>; rel=\"prefetch NEXT\"",
                "<?page=2>; title=\"a, \\\"b\\\"; rel=prev\"; REL = next; rel=prev",
                "<https://API.example.org:443/list?page=2>; rel=\"next\""
            })
    void nextPageIsFoundHoweverItIsWritten(String header) {
        assertThat(new PageTrail(FIRST, 5).next(page(FIRST, header)))
                .hasValueSatisfying(next -> assertThat(next.getRawQuery()).isEqualTo("page=2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://api.example.org/list?page=1>; rel=\"prev\"",
                "<https://api.example.org/list?page=2>",
                "<https://api.example.org/list?page=2>; rel=\"nextish\"",
                "<https://api.example.org/list?page=2>; rel=prev; rel=next",
                "<https://api.example.org/list?page=2>; title=\"rel=next\"",
                "<https://api.example.org/list?page=2>; rel"
            })
    void otherLinksEndTheList(String header) {
        assertThat(new PageTrail(FIRST, 5).next(page(FIRST, header))).isEmpty();
    }

    @Test
    void listWithoutLinksHasOnePage() {
        assertThat(new PageTrail(FIRST, 5).next(TestHttp.reply(FIRST, 200, Map.of(), "[]")))
                .isEmpty();
    }

    @Test
    void nextPageMayBeInAnyOfSeveralHeaders() {
        var page =
                TestHttp.reply(FIRST, 200, Map.of("Link", List.of("<?page=9>; rel=last", "<?page=2>; rel=next")), "[]");

        assertThat(new PageTrail(FIRST, 5).next(page)).isPresent();
    }

    /// What is not understood might hide a page: the part that was read is no list.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.org/list?page=2; rel=\"next\"",
                "<https://api.example.org/list?page=2; rel=\"next\"",
                "<https://api.example.org/list?page=2>; rel=\"next",
                "<https://api.example.org/list?page=2>; rel=\"next\" x",
                "<https://api.example.org/a b>; rel=\"next\"",
                "<https://api.example.org/%>; rel=\"next\"",
                "<?page=2>; rel=next, <?page=3>; rel=next",
                "<?page=2>; rel=next,",
                "",
                ","
            })
    void malformedHeaderIsRefused(String header) {
        assertRefused(new PageTrail(FIRST, 5), page(FIRST, header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.net/list?page=2",
                "https://api.example.org.evil.example/list",
                "http://api.example.org/list?page=2",
                "https://api.example.org:8443/list?page=2",
                "//api.example.net/list",
                "https://api.example.org@api.example.net/list",
                "https://user@api.example.org/list",
                "file:///list"
            })
    void pageElsewhereIsRefused(String next) {
        assertRefused(new PageTrail(FIRST, 5), page(FIRST, "<" + next + ">; rel=\"next\""));
    }

    @Test
    void pagesInCirclesAreRefused() {
        var trail = new PageTrail(FIRST, 5);
        var second = trail.next(page(FIRST, "<?page=2>; rel=next")).orElseThrow();

        assertRefused(trail, page(second, "</list>; rel=next"));
        assertRefused(trail, page(second, "<?page=2>; rel=next"));
    }

    @Test
    void listOfMorePagesThanAllowedIsRefusedAsAWhole() {
        var trail = new PageTrail(FIRST, 2);
        var second = trail.next(page(FIRST, "<?page=2>; rel=next")).orElseThrow();

        assertRefused(trail, page(second, "<?page=3>; rel=next"));
    }

    private static Reply page(URI uri, String link) {
        return TestHttp.reply(uri, 200, Map.of("Link", List.of(link)), "[]");
    }

    private static void assertRefused(PageTrail trail, Reply page) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> trail.next(page))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(ConnectorException.Fault.INVALID_RESPONSE));
    }
}
