package io.lintel.server.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A security key that is made of software (Web Authentication, level 2, section 11).
public final class VirtualKey implements AutoCloseable {

    private final WebDriver driver;
    private final String path;

    private VirtualKey(WebDriver driver, String path) {
        this.driver = driver;
        this.path = path;
    }

    static VirtualKey plugIn(WebDriver driver, boolean verifies) {
        var id = driver.post(
                "/webauthn/authenticator",
                Map.of(
                        "protocol",
                        "ctap2",
                        "transport",
                        "usb",
                        "hasResidentKey",
                        true,
                        "hasUserVerification",
                        true,
                        "isUserConsenting",
                        true,
                        "isUserVerified",
                        verifies));
        return new VirtualKey(driver, "/webauthn/authenticator/" + id);
    }

    /// How many credentials it holds.
    public int credentials() {
        return all().size();
    }

    /// Makes a copy of its only credential that has counted less far, and holds that one instead.
    public void countAgainFrom(int counter) {
        var credential = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) all().getFirst()).forEach((name, value) -> credential.put(String.valueOf(name), value));
        driver.delete(path + "/credentials/" + credential.get("credentialId"));
        credential.put("signCount", counter);
        driver.post(path + "/credential", credential);
    }

    private List<?> all() {
        return (List<?>) driver.get(path + "/credentials");
    }

    @Override
    public void close() {
        driver.delete(path);
    }
}
