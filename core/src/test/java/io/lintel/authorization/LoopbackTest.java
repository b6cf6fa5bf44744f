package io.lintel.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8252, section 7.3: which addresses are plainly on the end-user's own machine, however they are read.
@Tag("SEC-A1")
@Tag("SEC-A3")
final class LoopbackTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost/",
                "http://localhost:1",
                "http://localhost:65535/callback",
                "http://localhost:8000/a/b.c?x=1&y=%20z",
                "http://localhost?x=1",
                "http://127.0.0.1/callback",
                "http://127.0.0.1:8080/callback",
                "http://127.255.255.254:8080/",
                "http://[::1]/callback",
                "http://[::1]:8080/callback",
                "http://[::1]:8080",
                "http://localhost:8000/@me",
            })
    void thisMachineIsRecognised(String uri) {
        assertThat(Loopback.isLoopback(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // another host that looks like this one
                "http://127.0.0.1.evil.test/",
                "http://localhost.evil.test/",
                "http://localhost.",
                "http://localhost./",
                "http://127.0.0.1./",
                "http://evil.test/localhost",
                "http://evil.test?localhost",
                "http://evil.test/http://localhost",
                "http://notlocalhost/",
                "http://local-host/",
                "http://sub.localhost/",
                "http://xn--localhost/",
                "http://loc%61lhost/",
                "http://ⓛocalhost/",
                "http://localhoѕt/",
                "http://ｌｏｃａｌｈｏｓｔ/",
                "http://localhost。/",
                "http://127.0.0。1/",
                "http://１２７.0.0.1/",
                // user info
                "http://localhost@evil.test/",
                "http://localhost:80@evil.test/",
                "http://user@localhost/",
                "http://user:password@localhost/",
                "http://@localhost/",
                "http://localhost@localhost/",
                "http://evil.test@localhost@evil.test/",
                "http://127.0.0.1@@evil.test/",
                "http://localhost/@evil@test",
                "http://localhost/?a=@&b=@",
                // fragments
                "http://localhost#",
                "http://localhost/#evil",
                "http://localhost#@evil.test/",
                "http://evil.test#localhost/",
                "http://localhost/?#",
                // back-slashes
                "http:\\\\localhost/",
                "http://localhost\\",
                "http://localhost\\@evil.test/",
                "http://localhost/\\evil.test",
                "http://localhost:80\\.evil.test/",
                "http://evil.test\\localhost/",
                "http://localhost?\\",
                // encoded dots, slashes, back-slashes and controls
                "http://localhost/%2e%2e/evil",
                "http://localhost/%2E/evil",
                "http://localhost/a%2fb",
                "http://localhost/a%2Fb",
                "http://localhost/a%5cb",
                "http://localhost/a?b=%5C",
                "http://localhost/%00",
                "http://localhost/%0d%0aSet-Cookie:a=b",
                "http://localhost/?%0A",
                "http://localhost/%09",
                "http://localhost/%1f",
                "http://localhost/%7F",
                "http://localhost%2eevil.test/",
                "http://localhost%2f@evil.test/",
                "http://127%2e0%2e0%2e1/",
                "http://localhost%00.evil.test/",
                "http://localhost/%",
                "http://localhost/%2",
                "http://localhost/%zz",
                // control, white and other characters
                "http://localhost/\r\nSet-Cookie: a=b",
                "http://localhost/\n",
                "http://localhost/\u0000",
                "http://localhost/\t",
                "\thttp://localhost/",
                " http://localhost/",
                "http://localhost/ ",
                "http://local\thost/",
                "ht\ntp://localhost/",
                "http://localhost/\u007f",
                "http://localhost/\u0085",
                "http://localhost/\u2028",
                "http://localhost/ä",
                "http://localhost/🦊",
                "http://localhost/\"",
                "http://localhost/<script>",
                "http://localhost/`",
                "http://localhost/{x}",
                "http://localhost/|",
                "http://localhost/^",
                "http://localhost/[",
                // ports
                "http://localhost:",
                "http://localhost:/",
                "http://localhost:0/",
                "http://localhost:65536/",
                "http://localhost:99999/",
                "http://localhost:100000/",
                "http://localhost:4294967376/",
                "http://localhost:-1/",
                "http://localhost:+80/",
                "http://localhost:8 0/",
                "http://localhost:80a/",
                "http://localhost:0x50/",
                "http://localhost:８０/",
                "http://localhost:80:80/",
                "http://localhost:80.evil.test/",
                // addresses that are not spelled in the one way
                "http://127.1/",
                "http://127.0.1/",
                "http://127.0.0.1.1/",
                "http://127.0.0.256/",
                "http://127.0.0.01/",
                "http://127.00.0.1/",
                "http://127.0.0.0x1/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://2130706433/",
                "http://127.0.0.1e0/",
                "http://127.0.0.-1/",
                "http://127..0.1/",
                "http://128.0.0.1/",
                "http://0.0.0.0/",
                "http://10.0.0.1/",
                "http://169.254.169.254/",
                "http://::1/",
                "http://::1:8080/",
                "http://[::1",
                "http://[::1]evil.test/",
                "http://[::1]:/",
                "http://[::1].evil.test/",
                "http://[::1%25lo]/",
                "http://[::1%lo]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::0001]/",
                "http://[::]/",
                "http://[::2]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[fe80::1]/",
                "http://[127.0.0.1]/",
                "http://[localhost]/",
                // other schemes and other spellings
                "https://localhost/",
                "HTTP://localhost/",
                "http://LOCALHOST/",
                "http://Localhost/",
                "http:localhost/",
                "http:/localhost/",
                "http:///localhost/",
                "//localhost/",
                "/callback",
                "localhost",
                "localhost:8080",
                "",
                "ftp://localhost/",
                "javascript:alert(1)//http://localhost/",
                "data:text/html,http://localhost/",
                "app://localhost/",
                "com.example.app:/callback",
                "view-source:http://localhost/",
                "http://localhost,evil.test/",
                "http://localhost;evil.test/",
                "http://localhost&evil.test/",
                "http://localhost=evil.test/",
                "http://localhost!/",
                "http://localhost http://evil.test/",
                "urn:ietf:wg:oauth:2.0:oob:auto",
                "urn:ietf:wg:oauth:2.0:OOB",
                "URN:ietf:wg:oauth:2.0:oob",
                "urn:ietf:wg:oauth:2.0:oob ",
                "*",
                "null",
            })
    void whatIsNotPlainlyThisMachineIsNot(String uri) {
        assertThat(Loopback.isLoopback(uri)).isFalse();
    }

    @Test
    void longAddressIsNone() {
        assertThat(Loopback.isLoopback("http://localhost/" + "a".repeat(2031))).isTrue();
        assertThat(Loopback.isLoopback("http://localhost/" + "a".repeat(2032))).isFalse();
        assertThat(Loopback.isLoopback("http://localhost/" + "a".repeat(1_000_000)))
                .isFalse();
    }
}
