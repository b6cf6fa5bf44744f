package io.lintel.connector.ldap;

import io.lintel.secret.Secret;

/// Which typed passwords may be sent to a directory at all.
///
/// A directory takes a bind with a name and without a password for an anonymous one and answers success (RFC
/// 4513, section 5.1.2). Some prepare the password first (RFC 4513, section 5.1.3 by RFC 4013), so a password
/// of which nothing would be left counts as none; some end it at the first NUL.
final class TypedPassword {
    private TypedPassword() {}

    static boolean isSendable(Secret password) {
        var text = password.reveal();
        return text.indexOf('\0') < 0 && !text.codePoints().allMatch(TypedPassword::isNothing) && isUnicode(text);
    }

    private static boolean isNothing(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> true;
            default -> isMappedToNothing(c);
        };
    }

    /// What table B.1 of RFC 3454 names beside format characters: joiners and variation selectors.
    private static boolean isMappedToNothing(int c) {
        return c == 0x034F || (c >= 0x180B && c <= 0x180D) || (c >= 0xFE00 && c <= 0xFE0F);
    }

    /// Half a surrogate pair would be sent as a question mark: as another password.
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
