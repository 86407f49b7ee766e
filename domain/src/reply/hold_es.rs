//! Tier 3, Spanish. Words are without accents.

use super::pattern::any;
use super::words::Word;

const ENDS: &[&str] = &[
    "me|nos|puede|pueden|podria|podrian|puedes|quiero|quisiera|necesito|favor|hay|queremos|queria|necesitamos|podemos|quieren|tengo|tenemos|deseo|vamos ..4 cancelar|parar|quitar|terminar|pausar|detener|eliminar|suspender|retirar|anular|cancelarme",
    "puede|pueden|podria|podrian|quiero|queremos|favor ..3 dejar de",
    "^ cancele|cancelen|cancela|cancelar|pare|paren|detenga|detengan|suspenda|suspendan|pause|pausen|pausar|termine|terminen|elimine|eliminen|saque|saquen|quitar|anule|anulen",
    "^ quite|quiten la|el|los|las|mi|esa|ese|esta|este|de|eso",
    "que cancelen|cancele|paren|dejen|quiten|suspendan|pausen",
];
const OTHER_SENSES: &[&str] = &[
    "para el|la|los|las|mi|ver|que|un|una|nosotros|cuando|#",
    "si|cuanto|como|multa|hoa|cuota|que|cual ..6 cancelar|cancelo|cancelacion ..4 contrato|hoa|penal*|multa|cuota|oferta",
    "quitar|eliminar ..2 alfombra|pared|paredes|arbol|arboles|cerca|piso|techo",
    "no|sin parar|cancelen|cancelar",
    "deje|dejo ..1 de|mi|el|un|una trabajo|trabajar|mensaje",
];
const NEED_ENDED: &[&str] = &[
    "ya no ..2 busco|buscamos|buscando|necesito|necesitamos|interesa|interesado|interesada|interesados|quiero|queremos|vamos|vendo|vendemos|estoy|voy|ocupo",
    "no ..1 interesa|intereso|interesado|interesada|interesados|interesan !esa|esta|ese|este|la|el|las|los|un",
    "sin interes",
    "ya ..1 compramos|compre|encontramos|encontre|conseguimos|consegui|rentamos|rente|cerramos|alquilamos|contrate|contratamos",
    "ya ..1 vendimos|vendi !nuestra|mi|la",
    "ya ..1 firmamos|firme ..2 contrato|renta|lease|otra|otro",
    "ya ..1 tengo|tenemos ..2 casa|agente|realtor|corredor|corredora|apartamento|departamento|lugar|uno|una|alguien|$",
    "ya ..1 trabajo|trabajamos|estamos con",
    "^ paso $",
    "no gracias",
    "cambiamos|cambie de opinion|planes|idea",
    "decidimos|decidi no|quedarnos|quedarme|rentar|esperar",
    "con otro|otra agente|realtor|persona|inmobiliaria",
    "tengo|tenemos un|una|otro|otra? agente|realtor|corredor",
];
const LESS: &[&str] = &[
    "menos mensajes|llamadas|correos|seguido|textos|frecuen*",
    "no tan seguido|frecuente|temprano|tarde|noche",
    "no tanto|tantos|tantas <es_contact>|$",
    "una vez|solo|solamente ..2 por|a|al semana|mes|dia",
    "demasiad* mensajes|llamadas|correos|textos",
    "necesit*|quier*|tom*|deme|denme|dame|hagan|haga un|una descanso|pausa|tiempo $",
    "por ahora no $",
    "^ no por ahora",
    "ahora|ahorita no $",
    "pausa|pausar|pausen",
    "no ..2 llame*|mande*|escriba*|envie* ..4 antes|despues|durante|hasta|tan|en|por|los|de|a",
    "no|menos ..1 llamadas|mensajes|textos ..1 antes|despues|durante|en|por|de|los|hasta",
    "^ mas? despacio|calma|calmense|calmese",
    "no ..3 robot|robots|automaticos|maquina|bot",
];
/// Complaints about the amount, time or fact of contact.
pub(super) const COMPLAINT: &[&str] = &[
    "como|donde|quien ..3 consiguio|consiguieron|obtuvo|obtuvieron|dio|sacaron|tienen|saco|tiene|consiguieron ..2 mi|este ..2 numero|correo|telefono|datos",
    "por que|q ..3 llama*|mand*|escrib*|molest*|insist*|envi*|tanto|recibo",
    "porque me ..2 llama*|mand*|escrib*|molest*",
    "tercer|tercera|segundo|segunda|cuarto|cuarta|quinto|quinta|decimo|# mensaje|llamada|correo|texto|mensajes|llamadas ..2 hoy|ya|esta|este|en|de|al|por|$",
    "^ ..1 otro|otra mensaje|llamada|correo|texto mas|hoy|$",
    "otra vez con|mensaje*|llam*|lo",
    "muchos|muchas|demasiados|demasiadas|tantos|tantas ..1 mensajes|llamadas|correos|textos|veces",
    "escrib*|llam*|mand* demasiado|mucho|tanto",
    "acoso|acosando|spam|hostigando|hostigamiento|insistentes|insistente|fastidio|molestos|pesados|latosos",
    "-puede|pueden me|nos llam*|escrib*|mand*|envi*|text* ..4 todos|todo|cada los|el|dia|hora|rato",
    "todos|todo|cada los|el|dia|hora|rato ..3 mensaje*|llama*|llaman|mismo",
    "^ son las # ..2 manana|noche",
    "a estas horas",
    "otra vez ustedes",
    "hart*|cansad* ya? de ..3 <es_contact>|ustedes|usted|que|esto|llam*|mensaj*",
    "hart*|cansad* ya? $",
    "ya me cansaron|tienen|hartaron",
];

/// Whether a Spanish clause needs the realtor's eye.
pub(super) fn needs_a_look(words: &[Word], answers: bool) -> bool {
    let ends = any(ENDS, words) && !any(OTHER_SENSES, words);
    let declines = any(NEED_ENDED, words)
        && !(answers && words.len() <= 4 && any(&["^ no"], words))
        && !any(&["ya tengo|tenemos ..2 preaprob*|cita|prestamo|banco|la|el|los|las|todo|mi"], words);
    ends || declines || any(LESS, words)
}
