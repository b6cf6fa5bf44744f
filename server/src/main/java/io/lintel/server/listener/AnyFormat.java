package io.lintel.server.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/// Takes the header field Accept away. What is answered has one form at every address, and is better than nothing
/// for whoever asks for another one (RFC 9110, section 12.5.1): libraries name the form they hope for, such as
/// `application/jwk-set+json` or `application/jwt`, and take the one they are given.
final class AnyFormat extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        if (read instanceof HttpRequest request) {
            request.headers().remove(HttpHeaderNames.ACCEPT);
        }
        context.fireChannelRead(read);
    }
}
