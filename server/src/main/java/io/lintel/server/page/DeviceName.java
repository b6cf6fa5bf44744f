package io.lintel.server.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a browser calls itself (RFC 9110, section 10.1.5), shortened to what its owner calls it. It may say anything:
/// this is to recognise one's own, and proves nothing.
final class DeviceName {

    /// In the order of search: most browsers also claim to be those below them.
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Chromium/", "Chromium"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Android", "Android"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Windows", "Windows"),
            Map.entry("Macintosh", "Mac"),
            Map.entry("Linux", "Linux"));

    private DeviceName() {}

    static String of(Texts texts, @Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return texts.of(Message.ACCOUNT_DEVICE_UNKNOWN);
        }
        var browser = find(BROWSERS, userAgent);
        var system = find(SYSTEMS, userAgent);
        if (browser == null) {
            return system == null ? texts.shown(userAgent) : system;
        }
        return system == null ? browser : browser + " · " + system;
    }

    private static @Nullable String find(List<Map.Entry<String, String>> names, String userAgent) {
        for (var name : names) {
            if (userAgent.contains(name.getKey())) {
                return name.getValue();
            }
        }
        return null;
    }
}
