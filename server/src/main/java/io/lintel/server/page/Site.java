package io.lintel.server.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where our own files and pages are, and what of it all pages share.
final class Site {

    private final String origin;
    private final String path;
    private final Branding branding;
    private final Assets assets;

    Site(URI issuer, Branding branding, Assets assets) {
        this.origin = Link.origin(Link.requireWeb(issuer.toString()));
        this.path = issuer.getRawPath().replaceFirst("/+$", "");
        this.branding = branding;
        this.assets = assets;
    }

    /// The path of a page below the issuer.
    String path(String belowIssuer) {
        return path + belowIssuer;
    }

    /// The address of one of our own scripts.
    String script(String name) {
        return requireAsset("static/" + name);
    }

    String issuerName() {
        return branding.issuerName();
    }

    Frame frame(Texts texts) {
        var themeStylesheet = findAsset("theme/styles.css");
        var logo = branding.logoUrl();
        return new Frame(
                texts,
                ShownText.of(branding.issuerName()),
                branding.colorScheme(themeStylesheet.isPresent()),
                logo(logo),
                logo == null && logoIsBuiltIn(),
                icon("favicon"),
                requireAsset("static/lintel.css"),
                themeStylesheet.orElse(null),
                requireAsset("static/lintel.js"),
                footer());
    }

    /// A client made ready to be shown.
    ///
    /// @throws IllegalArgumentException if one of its links leads to anything but the web
    ClientFace face(ShownClient client) {
        return new ClientFace(
                client.name(), image(client.logo()), requireWebIfAny(client.policy()), requireWebIfAny(client.terms()));
    }

    @Nullable
    ClientFace faceIfAny(@Nullable ShownClient client) {
        return client == null ? null : face(client);
    }

    /// Where browsers load a client's picture, so that they tell no third party who logs in where.
    private @Nullable String image(ShownClient.@Nullable Logo logo) {
        if (logo == null) {
            return null;
        }
        var url = logo.url();
        if (url == null || (Link.isWeb(url) && !isTrustedOrigin(Link.origin(url)))) {
            return Link.requireOwnPath(logo.relay());
        }
        return Link.isWeb(url) ? url : findAsset(url).orElse(null);
    }

    private boolean isTrustedOrigin(String from) {
        var logo = branding.logoUrl();
        return from.equals(origin) || (logo != null && Link.isWeb(logo) && from.equals(Link.origin(logo)));
    }

    private static @Nullable String requireWebIfAny(@Nullable String url) {
        return url == null ? null : Link.requireWeb(url);
    }

    private String logo(@Nullable String configured) {
        if (configured == null) {
            return icon("logo");
        }
        return Link.isWeb(configured) ? configured : requireAsset(configured);
    }

    private boolean logoIsBuiltIn() {
        return assets.isBuiltIn("theme/logo.png") && assets.isBuiltIn("theme/logo.svg");
    }

    /// The operator's PNG, as themes have it, before our SVG.
    private String icon(String name) {
        var png = "theme/" + name + ".png";
        return requireAsset(assets.isBuiltIn(png) ? "theme/" + name + ".svg" : png);
    }

    private List<Frame.FooterEntry> footer() {
        return Arrays.stream(FooterLink.values())
                .filter(link -> branding.extra().containsKey(link.key()))
                .map(link -> new Frame.FooterEntry(link.text(), branding.extra().getOrDefault(link.key(), "")))
                .toList();
    }

    private Optional<String> findAsset(String name) {
        var plain = name.startsWith("/") ? name.substring(1) : name;
        return assets.find(plain).map(asset -> path + "/" + encoded(plain) + "?v=" + asset.version());
    }

    private String requireAsset(String name) {
        return findAsset(name)
                .orElseThrow(() -> new IllegalArgumentException("frontend.logoURL is '" + name
                        + "', but frontend.dir has no such file; theme/ stands for themes/" + branding.themeName()));
    }

    private static String encoded(String name) {
        try {
            return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
