package io.lintel.server.page;

import java.util.Set;

/// The name of a connector type's icon, as it is part of a CSS class.
final class Icon {

    private static final Set<String> OURS = Set.of("github", "ldap", "local", "saml");

    private Icon() {}

    /// The type itself where a theme may have drawn an icon for it, else one of ours.
    static String of(String type) {
        if (type.startsWith("mock")) {
            return "mock";
        }
        return OURS.contains(type) || type.matches("[A-Za-z0-9-]{1,40}") ? type : "generic";
    }
}
