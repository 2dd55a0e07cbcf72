package io.tallyboard.api.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * The addresses of the board. Its pages are public and hold no data: all that they show they ask of
 * the API, with the reader's session.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class BoardResource {
  private final Pages pages;

  BoardResource(Pages pages) {
    this.pages = pages;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<Void> root() {
    return RestResponse.seeOther(URI.create("/ui"));
  }

  @GET
  @Path("ui")
  @Operation(hidden = true)
  public RestResponse<String> jobs() {
    return board();
  }

  @GET
  @Path("ui/{page: sign-in|board|datasets|submit|rejected|errors|audit}")
  @Operation(hidden = true)
  public RestResponse<String> single() {
    return board();
  }

  @GET
  @Path("ui/{section: jobs|extractors}/{id: .+}")
  @Operation(hidden = true)
  public RestResponse<String> one() {
    return board();
  }

  @GET
  @Path("ui/resource/{type: file|dataset|unknown}/{id: .+}")
  @Operation(hidden = true)
  public RestResponse<String> extractions() {
    return board();
  }

  @GET
  @Path("ui/{elsewhere: .+}")
  @Operation(hidden = true)
  public RestResponse<String> elsewhere() {
    return page(Status.NOT_FOUND, pages.notFound());
  }

  private RestResponse<String> board() {
    return page(Status.OK, pages.board());
  }

  private static RestResponse<String> page(Status status, String html) {
    return PageHeaders.on(ResponseBuilder.create(status, html)).build();
  }
}
