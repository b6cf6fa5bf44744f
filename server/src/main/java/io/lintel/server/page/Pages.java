package io.lintel.server.page;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every page the server shows, in the language the end-user wants.
///
/// All text of somebody else's is escaped for its place and shown as one line that cannot reverse what
/// surrounds it. A link or an action that is not what its view promises throws [IllegalArgumentException]; an
/// image that is not, is left out.
public final class Pages {

    private static final Map<String, Message> TRANSLATED_PROMPTS =
            Map.of("Username", Message.LOGIN_USERNAME, "Email Address", Message.LOGIN_EMAIL);

    /// The generated code wants one, though no template is compiled to call it.
    private static final HtmlInterceptor UNTOUCHED = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    };

    private final Site site;
    private final Map<Locale, Frame> frames;

    /// @throws IllegalArgumentException if the configured logo is not there
    public Pages(URI issuer, Branding branding, Assets assets) {
        this.site = new Site(issuer, branding, assets);
        this.frames = Languages.OFFERED.stream()
                .collect(toUnmodifiableMap(identity(), language -> site.frame(Texts.load(language))));
    }

    public Page chooseConnector(ConnectorChoice view, LanguagePreference language) {
        view.ways().forEach(way -> Link.requireOwnPath(way.href()));
        var choice = new Choice(view, site.faceIfAny(view.client()));
        return page(200, html -> JtechoiceGenerated.render(html, UNTOUCHED, frame(language), choice));
    }

    public Page login(LoginForm view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        requireOwnPathIfAny(view.back());
        var frame = frame(language);
        var prompt = TRANSLATED_PROMPTS.get(view.usernamePrompt());
        var label = prompt == null
                ? frame.texts().shown(view.usernamePrompt())
                : frame.texts().of(prompt);
        var problem = view.problem();
        var login = new Login(view, label, site.faceIfAny(view.client()));
        return page(
                problem == null ? 200 : problem.status(),
                html -> JteloginGenerated.render(html, UNTOUCHED, frame, login));
    }

    public Page consent(ConsentForm view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        var frame = frame(language);
        var told = Scopes.told(frame.texts(), view.scopes(), view.claims(), view.clientNames());
        var question = new Question(view, told, site.face(view.client()));
        return page(200, html -> JteconsentGenerated.render(html, UNTOUCHED, frame, question));
    }

    public Page logout(LogoutForm view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        Link.requireOwnPath(view.stay());
        return page(200, html -> JtelogoutGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    public Page loggedOut(LoggedOut view, LanguagePreference language) {
        view.frames().forEach(Link::requireWeb);
        switch (view.next()) {
            case LoggedOut.Next.Link link -> Link.requireHarmless(link.href());
            case LoggedOut.Next.Form form -> Link.requireWeb(form.post().action());
            case null -> {}
        }
        return page(200, html -> JteloggedoutGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    public Page code(CodeForm view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        requireOwnPathIfAny(view.recovery());
        var enrolment = view.enrolment();
        var image = enrolment == null ? null : QrImage.of(enrolment.address());
        return page(
                status(view.problem()),
                html -> JtetotpGenerated.render(html, UNTOUCHED, frame(language), new Asked(view, image)));
    }

    public Page key(KeyForm view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        requireOwnPathIfAny(view.recovery());
        return page(
                status(view.problem()),
                html -> JtewebauthnGenerated.render(
                        html, UNTOUCHED, frame(language), view, site.script("webauthn.js")));
    }

    public Page recovery(RecoveryForm view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        Link.requireOwnPath(view.back());
        return page(
                status(view.problem()), html -> JterecoveryGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    public Page recoveryCodes(RecoveryCodes view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        return page(200, html -> JterecoverycodesGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    public Page factors(FactorList view, LanguagePreference language) {
        Link.requireOwnPath(view.back());
        requireOwnPathIfAny(view.newCodes());
        view.factors().forEach(factor -> requireOwnPathIfAny(factor.removal()));
        view.additions().forEach(way -> Link.requireOwnPath(way.href()));
        view.confirmations().forEach(way -> Link.requireOwnPath(way.href()));
        return page(200, html -> JtefactorsGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    public Page removal(FactorRemoval view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        Link.requireOwnPath(view.back());
        return page(200, html -> JteremovalGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    private static int status(@Nullable FactorProblem problem) {
        return problem == null ? 200 : problem.status();
    }

    public Page outOfBandCode(OutOfBandCode view, LanguagePreference language) {
        return page(
                200,
                html -> JtecodeGenerated.render(
                        html, UNTOUCHED, frame(language), view.code().reveal()));
    }

    public Page device(DeviceForm view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        var problem = view.problem();
        return page(
                problem == null ? 200 : problem.status(),
                html -> JtedeviceGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    public Page deviceAnswer(DeviceAnswer view, LanguagePreference language) {
        return page(200, html -> JteansweredGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    public Page error(ErrorReport view, LanguagePreference language) {
        requireOwnPathIfAny(view.retry());
        return page(view.error().status(), html -> JteerrorGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    public Page formPost(FormPost view, LanguagePreference language) {
        Link.requireWeb(view.action());
        return page(200, html -> JtepostGenerated.render(html, UNTOUCHED, frame(language), view));
    }

    /// The page at the issuer itself, which links the discovery document.
    public Page home(LanguagePreference language) {
        var discovery = site.path("/.well-known/openid-configuration");
        return page(200, html -> JtehomeGenerated.render(html, UNTOUCHED, frame(language), discovery));
    }

    /// The page at the issuer itself, for somebody who is signed on.
    public Page account(Account view, LanguagePreference language) {
        Link.requireOwnPath(view.action());
        var frame = frame(language);
        var account = new AccountText(view, frame.texts());
        var discovery = site.path("/.well-known/openid-configuration");
        var logout = site.path("/logout");
        return page(200, html -> JteaccountGenerated.render(html, UNTOUCHED, frame, account, discovery, logout));
    }

    private Frame frame(LanguagePreference language) {
        var frame = frames.get(Languages.bestFor(language));
        if (frame == null) {
            throw new IllegalStateException("A language was chosen that has no catalogue");
        }
        return frame;
    }

    private static Page page(int status, Consumer<HtmlTemplateOutput> template) {
        var html = new StringOutput(8192);
        template.accept(new OwaspHtmlTemplateOutput(html));
        return new Page(status, html.toString());
    }

    private static void requireOwnPathIfAny(@Nullable String href) {
        if (href != null) {
            Link.requireOwnPath(href);
        }
    }

    /// A choice made ready to be shown.
    record Choice(ConnectorChoice view, @Nullable ClientFace client) {}

    /// A form for name and password made ready to be shown.
    ///
    /// @param prompt what the first field is called
    record Login(LoginForm form, String prompt, @Nullable ClientFace client) {}

    /// A form for a code made ready to be shown, with the image of what is to be enrolled.
    record Asked(CodeForm form, @Nullable QrImage image) {}

    /// A consent form made ready to be shown: scopes told in words.
    record Question(ConsentForm form, List<String> told, ClientFace client) {}
}
