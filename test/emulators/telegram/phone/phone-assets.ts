export const phoneStyle = `
*{box-sizing:border-box}body{margin:0;font:16px/1.45 system-ui,sans-serif;background:#e7ecf0;color:#16202a}
header,footer{position:sticky;left:0;right:0;background:#fff;padding:8px 12px;z-index:1}header{top:0;display:flex;gap:8px;align-items:center}
header h1{font-size:17px;margin:0;flex:1}footer{bottom:0}form>main{max-width:640px;margin:0 auto;padding:8px}
ol{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;gap:6px}li.bot,li.person{max-width:86%;padding:8px 10px;border-radius:12px;background:#fff}
li.person{align-self:flex-end;background:#d9f3d0}li p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}li small{color:#4a5763}
img{max-width:100%;height:auto;border-radius:8px}audio{max-width:100%}.row{display:flex;gap:6px;margin-top:6px;flex-wrap:wrap}
.row input{flex:1;min-width:0}button,.key,input{font:inherit;min-height:44px;padding:8px 12px;border:1px solid #6b7a88;border-radius:8px;background:#fff;color:#0b4f8a}
.key{flex:1;text-align:center;text-decoration:none;background:#eef5fb}button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid #0b4f8a;outline-offset:2px}
#toast{position:fixed;pointer-events:none;bottom:180px;left:12px;right:12px;margin:0 auto;max-width:420px;text-align:center}#toast:not(:empty){background:#16202a;color:#fff;padding:10px;border-radius:8px}
.list{max-width:640px;margin:0 auto;padding:12px}.list a{display:inline-block;min-height:44px;padding:10px 0}
`

export const phoneScript = `
const chat=document.getElementById('chat'),area=document.getElementById('messages'),toast=document.getElementById('toast'),text=document.getElementById('text');
const down=()=>scrollTo(0,document.body.scrollHeight);
let busy=false,again=false;
const load=async()=>{if(busy){again=true;return}busy=true;do{again=false;const r=await fetch(chat.dataset.messages);const focused=document.activeElement?.closest?.('#messages');area.innerHTML=await r.text();down();if(focused)text.focus()}while(again);busy=false};
const send=(body)=>fetch(chat.action,{method:'POST',headers:{'x-live':'1'},body:new URLSearchParams(body)}).then(async(r)=>{if(!r.ok)say(await r.text())});
const say=(words)=>{toast.textContent=words;setTimeout(()=>{if(toast.textContent===words)toast.textContent=''},4000)};
chat.addEventListener('submit',(e)=>{e.preventDefault();const b=e.submitter;void send({press:b.value,message:b.dataset.message??''})});
for(const id of ['box','more'])document.getElementById(id).addEventListener('submit',(e)=>{e.preventDefault();const act=e.submitter?.value??'send';void send({act,text:text.value});if(act==='send'){text.value='';text.focus()}});
const live=new EventSource(chat.dataset.events);live.addEventListener('change',load);live.addEventListener('open',load);live.addEventListener('answer',(e)=>say(JSON.parse(e.data)));
down();text.focus();
`
