//! Tier 2, Spanish: wordings that ask for contact to end. Words are without accents.

use super::pattern::any;
use super::request::Ask;
use super::words::Word;

const END: &[&str] = &[
    "no|nunca|jamas|ni ..1 me|nos|le|les|lo|la|te|se ..1 vuelva*? a? <es_reach>|<es_to_reach>",
    "no|nunca|jamas ..1 me|nos vuelva|vuelvan|vuelvas a ..1",
    "no vuelva|vuelvan|vuelvas a <es_to_reach>",
    "^ no|nunca <es_reach> $",
    "no <es_to_reach> $",
    "quitar|sacar|borrar|eliminar|remover ..1 de ..2 lista|listas|sistema",
    "^ no|nada ..1 <es_contact> $",
    "no <es_reach> a este|mi|nuestro|esta|ese",
    "cancelar|cancele|cancelen ..2 <es_contact>",
    "no <es_reach> mas",
    "no quiero|queremos|deseo|necesito|mas ..1 <es_contact>",
    "^ no mas <es_contact>",
    "^ no mas $",
    "^ ya no mas",
    "no|ni mas|un|otro|otra|ningun ..1 <es_contact>",
    "no|ya quiero|quiere|quieren|queremos|deseo|desea|deseamos|necesito|acepto|autorizo|doy ..1 mas|recibir|recibiendo|que|sus|estos|esos|tus|ser|estar|saber|hablar|permiso|consentimiento|nada ..4 <es_contact>|<es_reach>|contactado|contactada|contactados|llamado|llamada|lista|ustedes|usted|ti|$",
    "deje|dejen|deja|dejar|dejaran|dejara ..1 de <es_to_reach>",
    "deje|dejen|deja de ..2 <es_contact>|mandando",
    "pare|paren|para|parar|parad|paran|parara ..2 de|con|los|las|estos|esos|sus|tus ..2 <es_to_reach>|<es_contact>",
    "paren|parenle|parele|parale ya|$",
    "dejeme|dejenme|dejame|dejenos|dejennos|dejanos en? paz|tranquil*|quiet*|solo|sola",
    "^ dejeme|dejenme|dejame $",
    "deje|dejen|deja en paz",
    "quiteme|quitenme|quitame|saqueme|saquenme|sacame|borreme|borrenme|borrame|elimineme|eliminenme|eliminame|remuevame|remuevanme|remueveme|desuscribame|desuscribanme|desuscribeme|desinscribame|quitenos|quitennos|saquenos|saquennos|borrenos|borrennos|eliminenos",
    "quite|quiten|quita|quitar|quitarme|saque|saquen|saca|sacar|sacarme|borre|borren|borra|borrar|borrarme|elimine|eliminen|elimina|eliminar|eliminarme|remover|removerme|remueva|remuevan ..2 mi|este|nuestro|su|ese ..1 numero|nombre|correo|contacto|telefono|email|celular|datos|informacion",
    "quitarme|sacarme|borrarme|eliminarme|removerme|quitarnos|sacarnos|borrarnos|me quiten|saquen|borren|eliminen|quite|saque|borre|elimine|quita|saca|quitan|sacan|borran|eliminan|de|$ ..2 lista|listas|sistema|base|ahi|registro|registros",
    "quitarme|sacarme|borrarme|eliminarme|removerme de|$",
    "me quiten|saquen|borren|eliminen|quite|saque|borre|elimine|remuevan",
    "deme|denme|dame|darme|darnos|den|de|dar|dese|dar me? de baja",
    "de baja $",
    "^ bloqueame|bloqueenme|bloqueeme|bloqueanos|bloqueennos !la|el|una|un|las|los",
    "^ bloqueame|bloqueenme|bloqueeme|bloqueanos|bloqueennos el numero|telefono|celular|contacto",
    "desuscribir*|desuscriban|desuscriba|desuscripcion|dessuscribir",
    "cancelar|cancele|cancelen|cancela|cancelo|detener|detengan|detenga|deten|desactivar|desactiven|desactivo|apagar|apago|bloquear|pare|paren|paro|alto|terminen|terminar|suspendan|frenar ..1 a|con|de|la|los|las|mi|mis|el|sus|tus|estos|esos|estas|todos|todas|recibir ..2 <es_contact>|recibir",
    "como|donde ..3 paro|parar|cancelo|detengo|salgo|salir|quito|quitarme|borro|apago|desactivo ..3 esto|lista|<es_contact>|$",
    "basta|alto|suficiente ya? de|con|a|los ..2 <es_contact>|<es_to_reach>|mandar",
    "^ ya basta",
    "^ ya estuvo",
    "olvide|olvidese|olvidense|olviden|pierda|pierdan|tire|tiren de? ..2 numero|mi|este|mio",
    "dije|pedi|pidio|avise|conteste|puse|mande|respondi|escribi|solicite ..3 que? no|alto|basta|parar|paren|pararan|dejaran|dejen|stop|cancelar|quitaran|borraran|sacaran|baja",
    "pidio|pide|dice|dijo|quiere|solicita|solicito que? ..2 no ..2 llam*|contact*|escrib*|mand*|mensaj*|molest*|envi*",
    "pidio|pide|quiere|solicita ..3 baja|quitar*|borrar*|saquen|quiten|borren|eliminen|dejen|dejaran|deje",
    "no quiero ..1 saber|nada|hablar ..2 mas|ustedes|con|de",
    "no contactar|llamar|molestar|escribir|texto",
    "larguese|larguense|largate|vayase|vete|fuera a|de|$",
    "si me|nos|vuelve|vuelven|sigue|siguen|vuelves|sigues ..6 <threat>",
    "otro|otra|un|una ..1 <es_contact> ..6 <threat>",
    "<threat> ..5 si ..4 <es_reach>|<es_to_reach>|molestando|llamando|mandando|escribiendo|sigue|siguen",
    "los|las|lo|la|este|les|voy ..1 a? <threat> ..2 numero|acoso|spam|$",
    "mensajes|llamadas|textos|correos ..2 tienen|deben ..1 que? parar|acabar|terminar|cesar",
    "borren|borre|elimine|eliminen|borra|elimina mis|mi datos|informacion|numero",
    "ya no me|nos <es_reach>|mande*|escriba*|llame*|envie*|contacte*|texte*",
    "no ..1 autorizo|autorizado",
    "no me interesa|interesan recibir|sus|estos|que|mas ..2 <es_contact>|manden|llamen|contacten",
];

const LIMITS: &[&str] = &[
    "antes|despues|durante|cuando|hasta|tan|tanto|tantos|tantas|seguido|entre|mientras|temprano|tarde|diario|diarios|diariamente",
    "por|en|de la manana|noche|tarde|mananas|noches|tardes|trabajo|semana|ahora|momento|lunes|martes|miercoles|jueves|viernes|sabado|domingo|dias",
    "los|el lunes|martes|miercoles|jueves|viernes|sabado|sabados|domingo|domingos|fin|fines",
    "todavia|aun|cada|#",
    "a las|la|esta|estas|todas hora|horas|#",
    "mas de",
];

/// Lists and records in which a thing, not contact, is meant.
const KINDS: &[&str] = &[
    "condominios|condominio|casas|departamentos|apartamentos|cita|visita|oferta|contrato|busqueda|terrenos|propiedades ..3 $",
];

/// What a Spanish clause asks for.
pub(super) fn ask(words: &[Word]) -> Option<Ask> {
    if any(
        &[
            "no|paren|dejen|deje|nada|sin ..5 robot|robots|bot|bots|automaticos|automatico|automaticas|maquina|maquinas",
        ],
        words,
    ) {
        return any(
            &["no|dejen|deje|paren ..3 quiero|mand*|envi*|use*|mas|hablar|robot*|los|de|bot*"],
            words,
        )
        .then_some(Ask::Less);
    }
    if any(&["no|nunca dejen|deje|dejes|pare|paren|pares|cancele|cancelen|quiten de? ..2"], words)
        || !any(END, words)
    {
        return None;
    }
    if any(KINDS, words) && !any(&["<es_contact>", "numero|lista|llam*"], words) {
        return None;
    }
    Some(if any(LIMITS, words) { Ask::Less } else { Ask::End })
}
