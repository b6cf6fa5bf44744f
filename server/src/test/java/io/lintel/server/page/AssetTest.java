package io.lintel.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetTest {

    @ParameterizedTest
    @CsvSource({
        "a.css,text/css; charset=utf-8",
        "a.JS,text/javascript; charset=utf-8",
        "a.svg,image/svg+xml",
        "a.png,image/png",
        "a.unknown,application/octet-stream",
        "css,text/css; charset=utf-8"
    })
    void contentTypeFollowsTheName(String name, String contentType) {
        assertThat(Asset.of(name, new byte[0]).contentType()).isEqualTo(contentType);
    }

    @Test
    void validatorIsStrongAndEqualForEqualBytesOnly() {
        var asset = Asset.of("a.css", "a".getBytes(UTF_8));

        assertThat(asset.etag()).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(asset.etag())
                .isEqualTo(Asset.of("b.css", "a".getBytes(UTF_8)).etag());
        assertThat(asset.etag())
                .isNotEqualTo(Asset.of("a.css", "b".getBytes(UTF_8)).etag());
        assertThat(asset.matches(null)).isFalse();
        assertThat(asset.matches("\"other\"")).isFalse();
        assertThat(asset.matches("\"other\", W/" + asset.etag())).isTrue();
        assertThat(asset.matches("*")).isTrue();
    }

    @Test
    void onlyAnAddressThatNamesTheVersionIsKeptForGood() {
        var asset = Asset.of("a.css", "a".getBytes(UTF_8));

        assertThat(asset.cacheControl(asset.version())).contains("immutable");
        assertThat(asset.cacheControl("old")).doesNotContain("immutable");
        assertThat(asset.cacheControl(null)).doesNotContain("immutable");
    }
}
