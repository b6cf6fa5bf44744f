package io.lintel.server.http;

import io.lintel.oauth2.Issuer;
import io.lintel.server.page.FormPost;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/// A form that another site posts comes without our cookies, which are SameSite=Lax. It is answered by the same
/// form, which our own page posts again: now the cookies come. Until then nothing is read and nothing is kept.
@Singleton
final class PostedAgain {

    /// Marks a form that our own page has posted.
    private static final String MARK = "lintel_posted_again";

    private final PageResponses pages;
    private final Issuer issuer;

    PostedAgain(PageResponses pages, Issuer issuer) {
        this.pages = pages;
        this.issuer = issuer;
    }

    /// The page that posts the form again, unless our own page has posted it. The mark is taken out of the fields.
    ///
    /// @param path below the issuer, to which the form was posted
    Optional<MutableHttpResponse<String>> answer(BrowserRequest request, String path, Map<String, String> fields) {
        if (fields.remove(MARK) != null) {
            return Optional.empty();
        }
        fields.put(MARK, "1");
        var post = new FormPost(issuer.endpoint(path), fields);
        return Optional.of(pages.page(pages.pages().formPost(post, request.language())));
    }
}
