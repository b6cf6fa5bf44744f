package io.lintel.connector.saml;

/// What is done to a signature template before it is filled in.
final class Signatures {

    private Signatures() {}

    static String withoutKeyInfo(String template) {
        return template.replaceFirst("<ds:KeyInfo>.*</ds:KeyInfo>", "");
    }

    /// A second reference, to another element of the document.
    static String withReferenceTo(String template, String uri) {
        var start = template.indexOf("<ds:Reference");
        var end = template.indexOf("</ds:Reference>") + "</ds:Reference>".length();
        var reference = template.substring(start, end).replaceFirst("URI=\"[^\"]*\"", "URI=\"" + uri + "\"");
        return template.substring(0, end) + reference + template.substring(end);
    }

    static String withTransform(String template, String transform) {
        return template.replace("</ds:Transforms>", transform + "</ds:Transforms>");
    }
}
