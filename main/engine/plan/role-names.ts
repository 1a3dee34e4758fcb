import type { MailboxRole } from '../../../shared/model/mailbox.ts';
import { foldName } from './fold-name.ts';

/**
 * What mail programs and webmail call the mailboxes that servers without SPECIAL-USE cannot mark, by language.
 * Only names that can hardly be meant otherwise: a wrong guess leaves somebody's own mailbox behind as spam.
 * One name stands for one role (a test sees to it), so the order does not matter.
 */
export const ROLE_NAMES: Readonly<Record<'sent' | 'drafts' | 'junk' | 'trash' | 'archive', readonly string[]>> = {
  sent: [
    ...['Sent', 'Sent Items', 'Sent Mail', 'Sent Messages', 'Sent-Mail'], // en, Outlook, Gmail, Apple
    ...['Envoyés', 'Messages envoyés', 'Éléments envoyés', 'Courrier envoyé'], // fr
    ...['Gesendet', 'Gesendete', 'Gesendete Elemente', 'Gesendete Objekte', 'Gesendete Nachrichten'], // de
    ...['Enviados', 'Elementos enviados', 'Mensajes enviados', 'Correo enviado'], // es
    ...['Inviata', 'Inviati', 'Posta inviata', 'Elementi inviati', 'Messaggi inviati'], // it
    ...['Enviadas', 'Itens enviados', 'Mensagens enviadas', 'E-mails enviados', 'Correio enviado'], // pt
    ...['Verzonden', 'Verzonden items', 'Verzonden berichten'], // nl
    ...['Wysłane', 'Elementy wysłane', 'Wiadomości wysłane'], // pl
    ...['Skickat', 'Skickade', 'Skickade objekt', 'Skickade meddelanden'], // sv
    ...['Sendt', 'Sendte', 'Sendt post', 'Sendte elementer', 'Sendte beskeder', 'Sendte meldinger'], // da, no
    ...['Sende element', 'Sende meldingar'], // nn
    ...['Lähetetyt', 'Lähetetyt viestit'], // fi
    ...['Odeslané', 'Odeslaná pošta', 'Odeslané zprávy', 'Odeslané položky'], // cs
    ...['Odoslané', 'Odoslaná pošta', 'Odoslané položky'], // sk
    ...['Отправленные', 'Отправленные письма', 'Отправлено'], // ru
    ...['Надіслані', 'Відправлені'], // uk
    ...['Изпратени'], // bg
    ...['Poslano', 'Poslane', 'Poslate', 'Poslana pošta'], // hr, sl, sr
    ...['Elküldött', 'Elküldött elemek', 'Elküldött üzenetek'], // hu
    ...['Trimise', 'Mesaje trimise', 'Elemente trimise'], // ro
    ...['Saadetud', 'Saadetud kirjad', 'Nosūtītās', 'Išsiųsti', 'Išsiųstieji'], // et, lv, lt
    ...['Enviats', 'Elements enviats'], // ca
    ...['Απεσταλμένα', 'Σταλθέντα'], // el
    ...['Gönderilmiş', 'Gönderilenler', 'Gönderilmiş Öğeler', 'Gönderilmiş Postalar'], // tr
    ...['المرسلة', 'العناصر المرسلة', 'البريد المرسل', 'נשלח', 'דואר יוצא', 'פריטים שנשלחו'], // ar, he
    ...['送信済み', '送信済みアイテム', '送信済みメール', '送信済みトレイ', '送信控え'], // ja
    ...['已发送', '已发送邮件', '已发送消息', '已發送', '寄件備份', '寄件備份匣', '已傳送郵件'], // zh
    ...['보낸 편지함', '보낸편지함', '보낸메일함', 'Đã gửi', 'Thư đã gửi', 'Terkirim', 'ส่งแล้ว'], // ko, vi, id, th
    ...['ที่ส่งแล้ว', 'Dihantar', 'Ipinadala', 'भेजे गए', 'ارسال شده', 'موارد ارسال شده', 'נשלחו'], // th, ms, fil, hi, fa, he
    ...['Послате', 'Послато', 'Испратени', 'Изпратени писма', 'Адпраўлена', 'Të dërguara'], // sr, mk, bg, be, sq
    ...['Elküldöttek', 'Odoslaná', 'Poslané', 'Bidalia', 'Bidalitakoak', 'Gestuur', 'გაგზავნილი', 'ուղարկված'], // hu, sk, eu, af, ka, hy
    ...['Nosūtītās ziņas', 'Išsiųsti laiškai', 'Saadetud üksused', 'Göndərilənlər', 'المرسل'], // lv, lt, et, az, ar
  ],
  drafts: [
    ...['Drafts', 'Draft'], // en
    ...['Brouillons', 'Brouillon'], // fr
    ...['Entwürfe', 'Entwurf'], // de
    ...['Borradores', 'Borrador'], // es
    ...['Bozze'], // it
    ...['Rascunhos', 'Rascunho'], // pt
    ...['Concepten'], // nl
    ...['Szkice', 'Kopie robocze', 'Wersje robocze'], // pl
    ...['Utkast'], // sv, no
    ...['Kladder', 'Kladde'], // da
    ...['Luonnokset'], // fi
    ...['Koncepty', 'Rozepsané', 'Rozepsané zprávy'], // cs, sk
    ...['Черновики', 'Чернетки', 'Чернови'], // ru, uk, bg
    ...['Nacrti', 'Skice', 'Osnutki'], // hr, sl
    ...['Piszkozatok', 'Vázlatok'], // hu
    ...['Ciorne', 'Mesaje nefinalizate'], // ro
    ...['Mustandid', 'Melnraksti', 'Juodraščiai', 'Esborranys'], // et, lv, lt, ca
    ...['Πρόχειρα', 'Προσχέδια'], // el
    ...['Taslaklar'], // tr
    ...['المسودات', 'مسودات', 'טיוטות'], // ar, he
    ...['下書き', '草稿', '草稿箱', '草稿匣', '임시 보관함', '임시보관함', 'Thư nháp', 'Konsep', 'ร่างจดหมาย'], // ja, zh, ko, vi, id, th
    ...['초안', 'Bản thảo', 'ฉบับร่าง', 'Draf', 'Mga draft', 'ड्राफ़्ट', 'ड्राफ्ट', 'খসড়া', 'پیش‌نویس‌ها'], // ko, vi, th, ms, fil, hi, bn, fa
    ...['Нацрти', 'Чарнавікі', 'Taslak', 'Drög', 'Zirriborroak', 'Konsepte', 'Qaralamalar'], // sr, be, tr, is, eu, af, az
  ],
  junk: [
    ...['Junk', 'Junk E-mail', 'Junk Email', 'Junk Mail', 'Spam', 'Bulk Mail', 'Bulk'], // en, Outlook, Yahoo
    ...['Indésirables', 'Courrier indésirable', 'Pourriel', 'Pourriels'], // fr
    ...['Spamverdacht', 'Junk-E-Mail', 'Unerwünscht'], // de
    ...['Correo no deseado', 'Correo basura', 'No deseado'], // es
    ...['Posta indesiderata', 'Indesiderata'], // it
    ...[
      'Lixo eletrônico',
      'Lixo eletrónico',
      'Lixo electrónico',
      'Correio eletrónico não solicitado',
      'E-mail de lixo',
    ], // pt
    ...['Ongewenst', 'Ongewenste e-mail', 'Ongewenste berichten'], // nl
    ...['Wiadomości-śmieci', 'Niechciane', 'Wiadomości śmieci'], // pl
    ...['Skräppost', 'Skräp'], // sv
    ...['Uønsket', 'Uønsket post', 'Uønsket mail', 'Uønsket e-mail', 'Uønsket e-post', 'Søppelpost'], // da, no
    ...['Roskaposti', 'Roskapostit'], // fi
    ...['Nevyžádaná', 'Nevyžádaná pošta', 'Nevyžiadaná pošta'], // cs, sk
    ...['Спам', 'Нежелательная почта', 'Небажана пошта', 'Нежелана поща'], // ru, uk, bg
    ...['Neželjena pošta', 'Neželena pošta', 'Levélszemét', 'Mesaje nedorite'], // hr, sl, hu, ro
    ...['Rämpspost', 'Mēstules', 'Šlamštas', 'Correu brossa'], // et, lv, lt, ca
    ...['Ανεπιθύμητα', 'Ανεπιθύμητη αλληλογραφία'], // el
    ...['İstenmeyen', 'İstenmeyen e-posta', 'Önemsiz', 'Önemsiz E-posta', 'Gereksiz'], // tr
    ...['البريد العشوائي', 'الرسائل غير المرغوب فيها'], // ar
    ...['דואר זבל', 'ספאם'], // he
    ...[
      '迷惑メール',
      '迷惑メールフォルダ',
      '垃圾邮件',
      '垃圾郵件',
      '스팸',
      '스팸함',
      '스팸메일함',
      '정크 메일',
      'Thư rác',
      'สแปม',
    ], // ja, zh, ko, vi, th
    ...['垃圾信件', '垃圾電郵', '스팸 편지함', 'อีเมลขยะ', 'स्पैम', 'هرزنامه', 'الرسائل العشوائية'], // zh, ko, th, hi, fa, ar
    ...['Непожељна пошта', 'Непосакувана пошта', 'Kéretlen', 'Neželena sporočila', 'Nevēlams'], // sr, mk, hu, sl, lv
    ...['Correo lixo', 'Zabor-posta', 'Gemorspos', 'Ruslpóstur'], // gl, eu, af, is
  ],
  trash: [
    ...['Trash', 'Bin', 'Deleted Items', 'Deleted Messages', 'Deleted'], // en, Outlook, Apple
    ...['Corbeille', 'Éléments supprimés', 'Messages supprimés', 'Poubelle'], // fr
    ...['Papierkorb', 'Gelöscht', 'Gelöschte Elemente', 'Gelöschte Objekte', 'Gelöschte Nachrichten'], // de
    ...['Papelera', 'Elementos eliminados', 'Papelera de reciclaje'], // es
    ...['Cestino', 'Posta eliminata', 'Elementi eliminati', 'Messaggi eliminati'], // it
    ...['Lixeira', 'Lixo', 'Itens excluídos', 'Itens eliminados', 'Reciclagem'], // pt
    ...['Prullenbak', 'Prullenmand', 'Verwijderde items', 'Verwijderde berichten'], // nl
    ...['Kosz', 'Elementy usunięte', 'Usunięte'], // pl
    ...['Papperskorg', 'Papperskorgen', 'Borttaget', 'Borttagna objekt'], // sv
    ...['Papirkurv', 'Slettet post', 'Slettede elementer', 'Slettede beskeder', 'Papirkorg', 'Slettet', 'Søppel'], // da, no
    ...['Roskakori', 'Poistetut'], // fi
    ...['Koš', 'Odpadkový koš', 'Odstraněná pošta', 'Kôš', 'Odstránené položky'], // cs, sk
    ...['Корзина', 'Удаленные', 'Удалённые', 'Кошик', 'Видалені', 'Кошче', 'Изтрити'], // ru, uk, bg
    ...['Smeće', 'Smeti', 'Koš za smeti', 'Lomtár', 'Törölt elemek', 'Coș de gunoi', 'Elemente șterse'], // hr, sl, hu, ro
    ...['Prügikast', 'Atkritne', 'Šiukšlinė', 'Šiukšlių dėžė', 'Paperera'], // et, lv, lt, ca
    ...['Κάδος απορριμμάτων', 'Διαγραμμένα', 'Κάδος'], // el
    ...['Çöp', 'Çöp Kutusu', 'Silinmiş Öğeler', 'Silinmiş'], // tr
    ...['المهملات', 'العناصر المحذوفة', 'אשפה', 'פריטים שנמחקו'], // ar, he
    ...['ゴミ箱', 'ごみ箱', '削除済みアイテム', '已删除', '已删除邮件', '废件箱', '垃圾桶', '刪除的郵件', '已刪除'], // ja, zh
    ...['휴지통', '지운 편지함', 'Thùng rác', 'ถังขยะ', 'Sampah'], // ko, vi, th, id
    ...[
      '回收站',
      '已刪除項目',
      'รายการที่ลบ',
      'Mục đã xóa',
      'Pesan terhapus',
      'Tong sampah',
      'زباله‌دان',
      'موارد حذف شده',
    ], // zh, th, vi, id, ms, fa
    ...['Odpadkový kôš', 'Vymazané správy', 'Odstraněné položky', 'Usunięte wiadomości', 'Elements suprimits'], // sk, cs, pl, ca
    ...['Itens apagados', 'Elementos borrados', 'Articole șterse', 'Kustutatud üksused', 'Sletta', 'Papeleira'], // pt, es, ro, et, nn, gl
    ...['Смітник', 'Смеће', 'Обрисане ставке', 'Απορρίμματα', 'Zakarrontzia', 'Snippermandjie'], // uk, sr, el, eu, af
  ],
  archive: [
    ...['Archive', 'Archives'], // en, fr
    ...['Archiv', 'Archivio', 'Archivo', 'Archivos', 'Arquivo', 'Arquivos', 'Archief', 'Archieven'], // de, it, es, pt, nl
    ...['Archiwum', 'Arkiv', 'Arkisto', 'Archív', 'Arxiu', 'Arhiva', 'Arhivă', 'Arhiv'], // pl, sv da no, fi, sk, ca, hr, ro, sl
    ...['Архив', 'Архів', 'Αρχείο', 'Αρχειοθήκη', 'Arşiv', 'Archívum', 'Arhiiv', 'Archyvas', 'Arhīvs'], // ru, uk, el, tr, hu, et, lt, lv
    ...['الأرشيف', 'أرشيف', 'ארכיון', 'アーカイブ', '存档', '归档', '封存', '存檔', '보관함'], // ar, he, ja, zh, ko
    ...['저장 편지함', '보관 편지함', 'Lưu trữ', 'ที่เก็บถาวร', 'Arsip', 'Arkib', 'بایگانی', 'संग्रह', 'Архива'], // ko, vi, th, id, ms, fa, hi, sr
  ],
};

const ROLE_BY_NAME: ReadonlyMap<string, MailboxRole> = new Map(
  (['sent', 'drafts', 'junk', 'trash', 'archive'] as const).flatMap((role) =>
    ROLE_NAMES[role].map((name) => [foldName(name), role] as const),
  ),
);

/** The role a name by itself speaks of, in any of the languages known; null when it speaks of none. */
export function roleByName(component: string): MailboxRole | null {
  return ROLE_BY_NAME.get(foldName(component)) ?? null;
}
