package io.lintel.tools.launch;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A page as a browser sees it, as far as links and forms go. It reads well-formed HTML with quoted attributes.
record WebPage(URI address, int status, String html) {

    private static final Pattern TAG = Pattern.compile("<(/?[a-z]+)((?:\\s+[a-z-]+(?:=\"[^\"]*\")?)*)\\s*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");

    /// @param fields names and values of what is sent in any case
    /// @param ids of all elements in the form
    /// @param buttons those with a name, by their ids
    record Form(URI action, boolean posts, Map<String, String> fields, List<String> ids, Map<String, Tag> buttons) {

        Map<String, String> filledIn(String button, Map<String, String> typed) {
            var filledIn = new LinkedHashMap<>(fields);
            filledIn.putAll(typed);
            if (buttons.containsKey(button)) {
                var pressed = buttons.get(button);
                filledIn.put(pressed.attribute("name"), pressed.attribute("value"));
            }
            return filledIn;
        }
    }

    record Tag(String name, Map<String, String> attributes) {
        String attribute(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }
    }

    boolean has(String id) {
        return tags().stream().anyMatch(tag -> tag.attribute("id").equals(id));
    }

    String origin() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    /// The first link whose path has this segment.
    Optional<URI> findLink(String segment) {
        return tags().stream()
                .filter(tag -> tag.name().equals("a"))
                .map(tag -> address.resolve(tag.attribute("href")))
                .filter(link -> List.of(link.getPath().split("/")).contains(segment))
                .findFirst();
    }

    Form requireForm(String id) {
        return forms().stream()
                .filter(form -> form.ids().contains(id))
                .findFirst()
                .orElseThrow(() -> new LaunchException("No form with " + id + " at " + address + " (" + status + ")"));
    }

    private List<Form> forms() {
        var forms = new ArrayList<Form>();
        var inside = false;
        for (var tag : tags()) {
            if (tag.name().endsWith("form")) {
                inside = tag.name().equals("form");
            }
            if (tag.name().equals("form")) {
                var action = tag.attribute("action");
                forms.add(new Form(
                        action.isEmpty() ? address : address.resolve(action),
                        tag.attribute("method").equals("post"),
                        new LinkedHashMap<>(),
                        new ArrayList<>(),
                        new HashMap<>()));
            } else if (inside) {
                add(tag, forms.getLast());
            }
        }
        return forms;
    }

    private static void add(Tag tag, Form form) {
        var name = tag.attribute("name");
        form.ids().add(tag.attribute("id"));
        if (tag.name().equals("button") && !name.isEmpty()) {
            form.buttons().put(tag.attribute("id"), tag);
        } else if (tag.name().equals("input") && !name.isEmpty() && isSent(tag)) {
            form.fields().put(name, tag.attribute("value"));
        }
    }

    private static boolean isSent(Tag input) {
        return !input.attribute("type").equals("checkbox") || input.attributes().containsKey("checked");
    }

    private List<Tag> tags() {
        var tags = new ArrayList<Tag>();
        var matcher = TAG.matcher(html);
        while (matcher.find()) {
            var attributes = new HashMap<String, String>();
            var each = ATTRIBUTE.matcher(matcher.group(2));
            while (each.find()) {
                attributes.put(each.group(1), each.group(2) == null ? "" : unescape(each.group(2)));
            }
            tags.add(new Tag(matcher.group(1), attributes));
        }
        return tags;
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
