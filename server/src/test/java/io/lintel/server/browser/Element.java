package io.lintel.server.browser;

import java.util.Map;

/// An element of the page that was open when it was found.
public final class Element {

    /// What the standard (section 11) calls an element in JSON.
    static final String REFERENCE = "element-6066-11e4-a52e-4f735466cecf";

    private final WebDriver driver;
    private final String id;

    Element(WebDriver driver, Map<?, ?> reference) {
        this.driver = driver;
        this.id = String.valueOf(reference.get(REFERENCE));
    }

    /// Clicks it as a mouse would, which fails if something lies on it. To wait for the page this opens, find
    /// something there.
    public void click() {
        driver.post("/element/" + id + "/click", Map.of());
    }

    /// Types into it, after what is there.
    public Element type(String text) {
        driver.post("/element/" + id + "/value", Map.of("text", text));
        return this;
    }

    /// The text as it is visible.
    public String text() {
        return String.valueOf(driver.get("/element/" + id + "/text"));
    }

    /// The value of a property such as `value`, as text.
    public String property(String name) {
        return String.valueOf(driver.get("/element/" + id + "/property/" + name));
    }

    /// What assistive technology announces it as.
    public String accessibleName() {
        return String.valueOf(driver.get("/element/" + id + "/computedlabel"));
    }

    /// What kind of thing assistive technology announces it as.
    public String role() {
        return String.valueOf(driver.get("/element/" + id + "/computedrole"));
    }
}
