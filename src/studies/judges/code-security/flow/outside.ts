/** Values of these types are not text. */
export const NUMERIC_TYPE =
  /^:?\s*(?:readonly\s+)?\??(?:\[\]|(?:[Ll]ist|Sequence|Iterable|Set|Collection|Array)[[<]\s*)?(?:int|integer|float|double|bool|boolean|number|bigint|long|short|byte|Integer|Long|Double|Boolean|BigDecimal|UUID|uuid\.UUID|UUID4|Decimal|date|datetime|Date|LocalDate|Instant|Duration|time\.Time|u?int(?:8|16|32|64)?|float(?:32|64)|size_t|unsigned(?:\s+\w+)*|time_t|(?:u?int\d+_t)|const\s+int|\*?[\w.]*(?:Connection|Pool|Client|PDO|mysqli|sqlite3|DB|Logger|EntityManager|JdbcTemplate|DataSource|Session|Cursor|Template|ResponseWriter|Response|HttpServletResponse|Context|Principal|Authentication|Statement|PreparedStatement|HttpSecurity|SecretKey))\b\s*(?:[\]>]|\[\])?\s*$/;

/** Parameters that are tools, not data. */
export const TOOL_NAME =
  /^(?:self|cls|this|res|resp|response|next|db|conn|con|connection|cursor|cur|pool|client|session|engine|logger|log|app|router|knex|prisma|jdbc|jdbcTemplate|st|stmt|em|entityManager|ctx|w|err|error|e|pdo|mysqli|wpdb|link|tx|dbh|el|element|fd|_)$/;

const REQUEST_NAME = /^(?:searchParams|formData|req|request|_request|\$request|httpRequest|event)$/;
const REQUEST_TYPE =
  /(?:^|[.*\s:])(?:Request|FormData|NextApiRequest|APIGatewayProxyEvent(?:V2)?|LoaderFunctionArgs|ActionFunctionArgs|GetServerSidePropsContext|HttpServerRequest|ServerHttpRequest|ServerRequestInterface|ServerRequest|HttpServletRequest|HttpRequest|NextRequest|FastifyRequest|WebRequest|IncomingMessage|MultipartFile|UploadFile|WebSocket)\b/;
const REQUEST_MARK =
  /@(?:RequestParam|PathVariable|RequestBody|RequestHeader|ModelAttribute|QueryParam|PathParam|FormParam|HeaderParam|CookieParam|MatrixParam|BeanParam|RequestPart|QueryValue|RestQuery|RestPath|RestForm|CookieValue|Query|Param|Body)\b/;

export const isRequest = (name: string, type: string, text: string): boolean =>
  REQUEST_NAME.test(name) || REQUEST_TYPE.test(type) || REQUEST_MARK.test(text);

/** Functions that a web framework calls with what came in. */
export const ROUTE =
  /@\w*(?:app|router|bp|blueprint|api|route|get|post|put|patch|delete|Get|Post|Put|Patch|Delete|Request)(?:Mapping)?\b\s*(?:\.\s*(?:route|get|post|put|patch|delete|websocket)\b)?\s*\(|#\[Route|@api_view|@\w+\.(?:route|get|post|put|patch|delete)\(/;

/** Names that hold what a request or a user brought, whoever declared them. */
export const OUTSIDE =
  /^(?:\$_(?:GET|POST|REQUEST|COOKIE|FILES|SERVER)|(?:flask|bottle|sanic|quart|cherrypy|web|falcon)\.request|request|\$request|\$?this\.request|req|sys\.argv|os\.Args|process\.argv|location|window\.location|document\.location|ctx\.request|ctx\.req|c\.req|c\.Request|event\.(?:body|queryStringParameters|pathParameters|rawPath)|route\.(?:query|params)|searchParams|url\.searchParams|self\.request|ctx\.query|ctx\.params|argv)$/;
/** Calls that bring it. */
export const OUTSIDE_CALL =
  /^request$|^getallheaders$|(?:^|\.)(?:getNameIndex|getParsedBody|getQueryParams)$|^(?:Input|Request)\.(?:get|input|query|all|post)$|^self\.get_(?:query_|body_)?arguments?$|^(?:useSearchParams|useParams|defineProps|useRoute|get_query_arg|readBody|getQuery|getRouterParam)$|^c\.req\.(?:query|param|json|header|parseBody|formData)$|^(?:input(?:\.required)?|raw_input|prompt|readline|fgets|\$?_?getenv|os\.getenv|os\.Getenv|os\.environ\.get|System\.getenv|self\.rfile\.read|readLine|scanner\.nextLine|sys\.stdin\.read(?:line)?|filter_input)$|\.(?:nextLine|readLine|getParameter|getParameterValues|getHeader|getQueryString|FormValue|PostFormValue|PathValue|URLParam)$|^(?:mux\.Vars|chi\.URLParam)$|^c(?:tx)?\.(?:Query|Param|Params|PostForm|DefaultQuery|DefaultPostForm|GetHeader|QueryParam|FormValue|FormParams|Cookies?|BodyParser|GetRawData|FormFile|MultipartForm|Request|Body|BodyRaw|QueryArray|PostFormArray|GetQuery|QueryParams|Queries|AllParams|queryParams?|pathParams?|formParams?|bodyAsClass|bodyAsString|getBodyAsString|getBodyAsJson|fileUploads)$|\.(?:getRequestURI|getRequestHeaders|getRequestBody|getQueryParameters|getPathParameters)$|(?:^|\.)parse_args$|(?:^|\.)parse_qsl?$|^(?:st|streamlit)\.(?:text_input|text_area|file_uploader|chat_input)$|^(?:\$|jQuery)\.val$|(?:getNext(?:Tar|Zip|Jar|Ar)?Entry|entries\.nextElement)\.getName$|^(?:entry|zipEntry|tarEntry|jarEntry|ze)\.getName$|^flag\.(?:String|Arg|Args)$|^click\.prompt$/;
