package io.lintel.server.page;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// The structure of a page without its words: every element with the names of its attributes, and every
/// comment.
final class Shape {

    private Shape() {}

    static Document parse(Page page) {
        var parser = Parser.htmlParser().setTrackErrors(100);
        var document = Jsoup.parse(page.html(), "https://login.example.org/", parser);
        if (!parser.getErrors().isEmpty()) {
            throw new AssertionError("The page is not well-formed HTML: " + parser.getErrors());
        }
        return document;
    }

    static List<String> of(Page page) {
        var nodes = new ArrayList<String>();
        Jsoup.parse(page.html()).traverse((node, depth) -> {
            if (!node.nodeName().equals("#text")) {
                var attributes = node.attributes().asList().stream()
                        .map(Attribute::getKey)
                        .toList();
                nodes.add("%d %s %s"
                        .formatted(depth, node.nodeName(), node.nodeName().startsWith("#") ? "" : attributes));
            }
        });
        return nodes;
    }
}
