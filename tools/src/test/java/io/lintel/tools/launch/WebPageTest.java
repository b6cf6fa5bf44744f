package io.lintel.tools.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WebPageTest {

    private static final WebPage PAGE = new WebPage(URI.create("http://127.0.0.1:1/auth/local?a=b"), 200, """
            <!DOCTYPE html><html lang="en"><body>
            <a href="/auth/mock?x=1&amp;y=2">Mock</a><a href="/auth/local">Local</a>
            <form method="post" action="/next?x=1&amp;y=2">
              <input type="hidden" name="state" value="a&amp;b&#39;c">
              <input id="username" name="login" type="text" value="" required
                autocomplete="username">
              <input id="password" name="password" type="password">
              <input type="checkbox" name="remember" value="yes" checked><input type="checkbox" name="other" value="yes">
              <button id="yes" type="submit" name="answer" value="yes">Yes</button>
              <button id="no" type="submit" name="answer" value="no">No</button>
            </form>
            <input id="outside" name="outside">
            <form><button id="again" type="submit">Again</button></form>
            </body></html>
            """);

    @Test
    void formIsFilledInAndSentByItsButton() {
        var form = PAGE.requireForm("yes");

        assertThat(form.action()).isEqualTo(URI.create("http://127.0.0.1:1/next?x=1&y=2"));
        assertThat(form.posts()).isTrue();
        assertThat(form.filledIn("yes", Map.of("login", "ida", "password", "secret")))
                .isEqualTo(Map.of(
                        "state", "a&b'c", "login", "ida", "password", "secret", "remember", "yes", "answer", "yes"));
    }

    @Test
    void formWithoutActionGoesWhereThePageIs() {
        assertThat(PAGE.requireForm("again").action()).isEqualTo(PAGE.address());
        assertThat(PAGE.requireForm("again").posts()).isFalse();
        assertThat(PAGE.requireForm("again").filledIn("again", Map.of())).isEmpty();
    }

    @Test
    void whatIsOutsideAFormIsNotInIt() {
        assertThat(PAGE.has("outside")).isTrue();
        assertThatThrownBy(() -> PAGE.requireForm("outside")).hasMessageContaining("outside");
    }

    @Test
    void linkIsFoundByASegmentOfItsPath() {
        assertThat(PAGE.findLink("mock")).contains(URI.create("http://127.0.0.1:1/auth/mock?x=1&y=2"));
        assertThat(PAGE.findLink("oc")).isEmpty();
    }
}
