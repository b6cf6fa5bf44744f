package io.lintel.server.page;

import java.util.Map;

/// A link at the foot of every page that an operator may set in `frontend.extra`.
enum FooterLink {
    HELP("helpURL", Message.FOOTER_HELP),
    PRIVACY("privacyURL", Message.FOOTER_PRIVACY),
    TERMS("termsURL", Message.FOOTER_TERMS),
    IMPRINT("imprintURL", Message.FOOTER_IMPRINT);

    private final String key;
    private final Message text;

    FooterLink(String key, Message text) {
        this.key = key;
        this.text = text;
    }

    String key() {
        return key;
    }

    Message text() {
        return text;
    }

    static void requireValid(Map<String, String> extra) {
        for (var link : values()) {
            var url = extra.get(link.key);
            if (url != null && !Link.isWeb(url) && !Link.isMail(url)) {
                throw new IllegalArgumentException(
                        "frontend.extra." + link.key + " is '" + url + "'; write an http, https or mailto URL");
            }
        }
    }
}
