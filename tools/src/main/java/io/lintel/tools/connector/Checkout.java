package io.lintel.tools.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// The checkout of Lintel that this program was built from.
///
/// @param folder where its root `pom.xml` is
record Checkout(Path folder) {

    /// The modules that connectors are built against.
    private static final List<String> MODULES = List.of("core", "connector-support", "connector-testkit");

    List<String> modules() {
        return MODULES;
    }

    Path pom() {
        return folder.resolve("pom.xml");
    }

    Path pom(String module) {
        return folder.resolve(module).resolve("pom.xml");
    }

    /// @throws RefusedException if it has not been built
    Path jar(String module, String version) {
        var jar = folder.resolve(module).resolve("target").resolve(module + "-" + version + ".jar");
        if (!Files.exists(jar)) {
            throw new RefusedException("there is no " + jar + "; build Lintel first: mvn package -P quick");
        }
        return jar;
    }

    /// The sources of an example, below `src/main/java` or `src/test/java`.
    List<Path> example(String part, String prefix) throws IOException {
        var sources = folder.resolve("connector-example/src/" + part + "/java/io/lintel/connector/example");
        try (var files = Files.list(sources)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    /// The versions in the root `pom.xml`: `version` is Lintel's own, a property has its name, and a plugin its
    /// artifact id.
    Map<String, String> versions() throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var project = factory.newDocumentBuilder().parse(pom().toFile()).getDocumentElement();
            var versions = new HashMap<String, String>();
            children(project)
                    .filter(child -> child.getTagName().equals("version"))
                    .forEach(version -> versions.put("version", version.getTextContent()));
            children(project)
                    .filter(child -> child.getTagName().equals("properties"))
                    .flatMap(Checkout::children)
                    .forEach(property -> versions.put(property.getTagName(), property.getTextContent()));
            var plugins = project.getElementsByTagName("plugin");
            for (var i = 0; i < plugins.getLength(); i++) {
                addPlugin((Element) plugins.item(i), versions);
            }
            return versions;
        } catch (SAXException | ParserConfigurationException unreadable) {
            throw new IOException("cannot read " + pom(), unreadable);
        }
    }

    private static void addPlugin(Element plugin, Map<String, String> versions) {
        var words = new HashMap<String, String>();
        children(plugin).forEach(child -> words.put(child.getTagName(), child.getTextContent()));
        if (words.containsKey("version")) {
            versions.put(words.get("artifactId"), words.get("version"));
        }
    }

    private static Stream<Element> children(Node parent) {
        var children = parent.getChildNodes();
        return Stream.iterate(0, i -> i < children.getLength(), i -> i + 1)
                .map(children::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
